import { versionTexts } from './version-texts.ts'
import { listPictures } from './versions.ts'
import type { ContentRow } from './versions.ts'

/**
 * The pictures of one version, each with a link to its full size. Beside another version, pictures that only this one
 * has are marked.
 */
export function VersionPictures(props: {
  readonly of: ContentRow
  readonly value: string
  readonly other?: string | undefined
}) {
  const { of, value, other } = props
  const texts = versionTexts.use()
  const [own, others] = [listPictures(value), listPictures(other)]
  // If the other side is empty, the whole row was added or removed, which its place in the table already shows.
  const mark = value === of.after ? texts.added : texts.removed
  return (
    <ul className={of.pictures === 'logo' ? 'vs__pics vs__pics--logo' : 'vs__pics'}>
      {own.map((path, at) => {
        const name = texts.picture(of.name, at + 1, own.length)
        return (
          <li key={path}>
            <a href={path} target="_blank" rel="noreferrer" title={texts.open(name)}>
              <img src={path} alt={name} loading="lazy" />
            </a>
            {others.length > 0 && !others.includes(path) && <span className="t12 faint">{mark}</span>}
          </li>
        )
      })}
    </ul>
  )
}
