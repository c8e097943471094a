import type { PageData } from '@loggia/protocol/console'
import { ArchPicture, CopyText } from '@loggia/ui'
import { problemTexts } from '../entrance/texts.ts'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'

/** Why there is nothing to see here, what to do, and an id for support, if there is one. */
export function Problem({ page }: { readonly page: Extract<PageData, { route: 'problem' }> }) {
  const texts = problemTexts.use()
  const { path } = useFrame()
  return (
    <main id="main" className="wrap trouble">
      <ArchPicture />
      <p className="t13 faint num">{texts.status(page.status)}</p>
      <h1>{page.title}</h1>
      <p className="trouble__detail">{page.detail}</p>
      <div className="row row--wrap">
        {page.status >= 500 && (
          <a className="btn btn--primary" href={path}>
            {texts.retry}
          </a>
        )}
        <a className={page.status >= 500 ? 'btn' : 'btn btn--primary'} href={paths.home}>
          {texts.home}
        </a>
        {page.status === 403 && (
          <a className="btn" href={paths.signIn(path)}>
            {texts.signIn}
          </a>
        )}
      </div>
      {page.requestId !== undefined && (
        <p className="t12 faint">
          {texts.requestId} <CopyText value={page.requestId} />
        </p>
      )}
    </main>
  )
}
