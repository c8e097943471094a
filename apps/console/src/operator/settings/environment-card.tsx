import type { RouteReply } from '@loggia/protocol/console'
import { useId } from 'react'
import { Card } from '../../centre/parts/page.tsx'
import { settingTexts } from './texts.ts'

type Reply = RouteReply<'GET /api/operator/settings'>
type Fact = Reply['environment'][number]

/**
 * The environment variables with their values. Those that operators can set too are listed above, so they are left out.
 */
export function EnvironmentCard({ of }: { readonly of: Reply }) {
  const texts = settingTexts.use().environment
  const id = useId()
  const names: Readonly<Record<string, string>> = settingTexts.use().variables
  const above = new Set(Object.values(of.settings).map(({ variable }) => variable))
  const facts = of.environment.filter(({ variable }) => !above.has(variable))
  if (facts.length === 0) return null
  return (
    <Card id={id} title={texts.title} beside={<span className="t13 faint">{texts.note}</span>} bare>
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">{texts.columns.name}</th>
            <th scope="col">{texts.columns.variable}</th>
            <th scope="col">{texts.columns.value}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.variable}>
              <td className="rows__head">{names[fact.variable] ?? fact.variable}</td>
              <td data-label={texts.columns.variable}>
                <span className="mono">{fact.variable}</span>
              </td>
              <td data-label={texts.columns.value}>
                <Value of={fact} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Value({ of }: { readonly of: Fact }) {
  const texts = settingTexts.use().environment
  if (of.value !== undefined)
    return (
      <span>
        <span className="mono wire-id">{of.value}</span>
        {!of.given && <span className="t12 faint"> {texts.preset}</span>}
      </span>
    )
  return <span className="faint">{of.given ? texts.given : texts.missing}</span>
}
