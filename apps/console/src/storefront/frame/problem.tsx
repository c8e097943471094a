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
      {page.status === 404 && !page.about ? <Missing detail={page.detail} /> : <Refusal page={page} />}
      <RequestId page={page} />
    </main>
  )
}

function Refusal({ page }: { readonly page: ProblemPage }) {
  const texts = problemTexts.use()
  return (
    <>
      <p className="t13 faint num">{texts.status(page.status)}</p>
      <h1>{page.about ? texts.about[page.about] : page.title}</h1>
      <p className="trouble__detail">{page.detail}</p>
      <div className="row row--wrap">
        <Ways page={page} />
        <a className="btn btn--quiet" href={paths.agreements.contact}>
          {texts.contact}
        </a>
      </div>
    </>
  )
}

function Ways({ page: { about, status } }: { readonly page: ProblemPage }) {
  const texts = problemTexts.use()
  const { path } = useFrame()
  if (about === 'company-sign-in')
    return (
      <>
        <a className="btn btn--primary" href={paths.companySignIn()}>
          {texts.again}
        </a>
        <a className="btn" href={paths.signIn()}>
          {texts.password}
        </a>
      </>
    )
  return (
    <>
      {status >= 500 && (
        <a className="btn btn--primary" href={path}>
          {texts.retry}
        </a>
      )}
      {about ? (
        <a className="btn btn--primary" href={paths.myApps}>
          {texts.myApps}
        </a>
      ) : (
        <a className={status >= 500 ? 'btn' : 'btn btn--primary'} href={paths.home}>
          {texts.home}
        </a>
      )}
      {status === 403 && (
        <a className="btn" href={paths.signIn(path)}>
          {texts.signIn}
        </a>
      )}
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
