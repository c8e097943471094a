import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Bar } from '../parts/loaded.tsx'

export type Figure = {
  readonly name: string
  /** Absent while it is loaded. */
  readonly value: ReactNode | undefined
  /** What it is compared with, or made of. */
  readonly below?: ReactNode
  readonly link?: LinkProps
}

/** The figures of an overview in a row; one that leads somewhere is a link as a whole. */
export function Figures({ label, of }: { readonly label: string; readonly of: readonly Figure[] }) {
  return (
    <section className="figs figs--read" aria-label={label}>
      {of.map(({ name, value, below, link }) => {
        const said = (
          <>
            <span className="k">{name}</span>
            <span className="v">{value ?? <Bar width={96} height={22} />}</span>
            <span className="d">{value === undefined ? <Bar width={72} /> : below}</span>
          </>
        )
        return link ? (
          <Link key={name} {...link} activeProps={{}}>
            {said}
          </Link>
        ) : (
          <div key={name}>{said}</div>
        )
      })}
    </section>
  )
}
