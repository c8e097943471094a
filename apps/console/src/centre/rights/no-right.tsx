import { ArchPicture } from '@loggia/ui'
import type { Area } from '../frame.ts'
import { Page } from '../parts/page.tsx'
import { rightTexts } from './texts.ts'

/** Shown instead of a page that the reader may not see: why, and who can change that. */
export function NoRight({ area, title }: { readonly area: Area; readonly title: string }) {
  const texts = rightTexts.use()
  return (
    <Page area={area} title={title}>
      <div className="card">
        <div className="empty">
          <ArchPicture />
          <h2 className="empty__title">{texts.title}</h2>
          <p>{texts.text(texts.main[area])}</p>
          <div className="row">
            <a className="btn" href="/account">
              {texts.account}
            </a>
          </div>
        </div>
      </div>
    </Page>
  )
}
