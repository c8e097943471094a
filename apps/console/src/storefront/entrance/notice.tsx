import { ArchPicture } from '@loggia/ui'

/** A page that says one thing, with one way on. */
export function Notice(props: {
  readonly title: string
  readonly text: string
  readonly action: { readonly name: string; readonly href: string }
  readonly other?: { readonly name: string; readonly href: string }
}) {
  const { title, text, action, other } = props
  return (
    <main id="main" className="wrap trouble">
      <ArchPicture />
      <h1>{title}</h1>
      <p className="trouble__detail" role="status">
        {text}
      </p>
      <div className="row">
        <a className="btn btn--primary btn--lg" href={action.href}>
          {action.name}
        </a>
        {other && (
          <a className="btn btn--lg" href={other.href}>
            {other.name}
          </a>
        )}
      </div>
    </main>
  )
}
