import type { Coming } from '@loggia/protocol/console'
import { Scene } from '../calls/scene.tsx'
import { comingTexts } from './coming-texts.ts'

/** What comes: the interface of a call, or what the market does automatically. */
export function ComingWhat({ item }: { readonly item: Coming }) {
  const { wakeups } = comingTexts.use()
  if (item.kind === 'call') return <Scene activity={item.what} />
  const said = (wakeups as Readonly<Record<string, string>>)[item.what]
  return said === undefined ? <span className="mono">{item.what}</span> : said
}
