import type { PageData } from '@loggia/protocol/console'
import { ArchPicture, CopyText } from '@loggia/ui'
import { problemTexts } from '../entrance/texts.ts'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { Missing } from './missing.tsx'

type ProblemPage = Extract<PageData, { route: 'problem' }>

/** Why there is nothing to see here, what to do, and an id for support, if there is one. */
export function Problem({ page }: { readonly page: ProblemPage }) {
  return (
    <main id="main" className="wrap trouble">
      <ArchPicture />
      {page.status === 404 ? <Missing detail={page.detail} /> : <Refusal page={page} />}
      <RequestId page={page} />
    </main>
  )
}

function Refusal({ page }: { readonly page: ProblemPage }) {
  const texts = problemTexts.use()
  const { path } = useFrame()
  return (
    <>
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
        <a className="btn btn--quiet" href={paths.agreements.contact}>
          {texts.contact}
        </a>
        {page.status === 403 && (
          <a className="btn" href={paths.signIn(path)}>
            {texts.signIn}
          </a>
        )}
      </div>
    </>
  )
}

function RequestId({ page: { requestId } }: { readonly page: ProblemPage }) {
  const texts = problemTexts.use()
  if (requestId === undefined) return null
  return (
    <p className="t12 faint">
      {texts.requestId} <CopyText value={requestId} />
    </p>
  )
}
