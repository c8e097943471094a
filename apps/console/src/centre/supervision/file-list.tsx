import { formatSize } from '@loggia/kernel'
import type { Supervision } from '@loggia/protocol/console'
import { Time } from '@loggia/ui'
import './supervision.css'

type Files = Supervision['files']['proof']

/** Files to download, with when they came and how large they are. */
export function FileList({ of }: { readonly of: Files }) {
  if (of.length === 0) return null
  return (
    <ul className="filelist">
      {of.map(({ id, name, path, bytes, createdAt }) => (
        <li key={id}>
          <a href={path} download>
            {name}
          </a>{' '}
          <span className="t12 faint num">
            {formatSize(bytes)} · <Time at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}
