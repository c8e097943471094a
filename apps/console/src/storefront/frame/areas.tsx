import { useText } from '@loggia/ui'
import { frameTexts } from './texts.ts'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'

/** Links to the centres of the reader's roles. */
export function Areas({ className }: { readonly className?: string }) {
  const texts = frameTexts.use()
  const { session } = useFrame()
  const areas = [
    session?.buyer && { href: paths.buyerCentre, name: texts.buyerCentre },
    session?.seller && { href: paths.sellerCentre, name: texts.sellerCentre },
    session?.operator && { href: paths.operatorArea, name: texts.operatorArea },
  ]
  return areas.map(
    (area) =>
      area && (
        <a key={area.href} className={className} href={area.href}>
          {area.name}
        </a>
      ),
  )
}

/** The name of the session's party; the header shows its first letter. */
export function usePartyName(): string {
  const text = useText()
  const { session } = useFrame()
  const party = session?.buyer ?? session?.seller
  return [party && text(party.name), session?.member.name].filter(Boolean).join(' · ')
}
