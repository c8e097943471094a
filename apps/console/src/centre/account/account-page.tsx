import { AccountParts } from '../../storefront/account/account.tsx'
import { accountTexts } from '../../storefront/account/texts.ts'
import { FrameProvider } from '../../storefront/frame.tsx'
import { useArea, useFrame } from '../frame.ts'
import { AfterHydration, CardSkeleton } from '../parts/loaded.tsx'
import { Lead, Page } from '../parts/page.tsx'
import '../../storefront/account/accounts.css'
import './account.css'

/** The member's own account, in the centre from which they came. */
export function AccountPage() {
  const texts = accountTexts.use()
  const frame = useFrame()
  const area = useArea()
  const { session } = frame
  if (!session) return null
  return (
    <Page area={area} title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <FrameProvider frame={frame}>
        <AfterHydration skeleton={<CardSkeleton rows={8} />}>
          <div className="account account--in">
            <AccountParts session={session} />
          </div>
        </AfterHydration>
      </FrameProvider>
    </Page>
  )
}
