import { Link } from '@tanstack/react-router'
import { ArchPicture } from '@loggia/ui'
import { Page } from '../../centre/parts/page.tsx'
import { ownProductTexts } from './texts.ts'

/** Shown at the address of a product that the seller does not have. */
export function MissingProduct() {
  const texts = ownProductTexts.use().missing
  return (
    <Page area="seller" title={texts.title}>
      <div className="card">
        <div className="empty">
          <ArchPicture />
          <h2 className="empty__title">{texts.title}</h2>
          <p>{texts.text}</p>
          <div className="row">
            <Link className="btn" to="/seller/products">
              {texts.back}
            </Link>
          </div>
        </div>
      </div>
    </Page>
  )
}
