import type { Call } from '@loggia/protocol/console'
import { Icon, timeText, useLanguage, useZone } from '@loggia/ui'
import { callTexts } from '../centre/text/calls.ts'

/** Calls whose end without success means that the buyer gets the money back (R70). */
const opensService: readonly string[] = ['newInstance', 'queryInstance']

/** When the next try comes, and what happens if none succeeds. */
export function CallFoot({ call }: { readonly call: Call }) {
  const said = useNext(call)
  return (
    <footer className="retry">
      <Icon name={call.state === 'confirmed' ? 'check' : 'clock'} size={16} />
      <p>
        {said.first && <b className="strong">{said.first}</b>}
        {said.first && said.glue}
        {said.rest}
      </p>
    </footer>
  )
}

type Next = { readonly first?: string; readonly glue?: string; readonly rest: string }

function useNext(call: Call): Next {
  const texts = callTexts.use().next
  const language = useLanguage()
  const zone = useZone()
  const at = (time: string): string => timeText(time, { language, zone, precision: 'second' })
  if (call.live) return { rest: texts.live }
  switch (call.state) {
    case 'waiting': {
      const end = at(call.windowEndsAt)
      const rest = opensService.includes(call.activity) ? texts.refund(end) : texts.stop(end)
      if (call.dueAt === undefined)
        return { rest: `${texts.inLane}${language === 'zh-CN' ? '' : ' '}${rest}` }
      return { first: texts.at(at(call.dueAt)), glue: language === 'zh-CN' ? '。' : '. ', rest }
    }
    case 'stopped':
      return { rest: texts.stopped(at(call.windowEndsAt)) }
    case 'sending':
    case 'confirmed':
    case 'refused':
    case 'superseded':
    case 'stuck':
      return { rest: texts[call.state] }
    default:
      return call.state satisfies never
  }
}
