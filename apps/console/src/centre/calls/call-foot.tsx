import type { Call } from '@loggia/protocol/console'
import { Icon, formatTime, useLanguage, useZone } from '@loggia/ui'
import { callTexts } from './texts.ts'
import { isParked } from './call-area.ts'
import type { Standing } from './call-area.ts'

type Props = { readonly call: Call; readonly standing: Standing | undefined }

/** When the next try happens, and what happens if none succeeds. */
export function CallFoot(props: Props) {
  const said = useNext(props)
  return (
    <footer className="retry">
      <Icon name={props.call.state === 'confirmed' ? 'check' : 'clock'} size={16} />
      <p>
        {said.first && <b className="strong">{said.first}</b>}
        {said.first && said.glue}
        {said.rest}
      </p>
    </footer>
  )
}

type Next = { readonly first?: string; readonly glue?: string; readonly rest: string }

function useNext({ call, standing }: Props): Next {
  const texts = callTexts.use().next
  const { language, at } = useMoments()
  if (call.live) return { rest: texts.live }
  const joinTexts = (...parts: readonly (string | false)[]): string =>
    parts.filter(Boolean).join(language === 'zh-CN' ? '' : ' ')
  switch (call.state) {
    case 'waiting': {
      const end = at(call.windowEndsAt)
      const rest = endOf(texts, call.activity)(end)
      const glue = language === 'zh-CN' ? '。' : '. '
      if (isParked(call, standing))
        return {
          first: standing?.probeAt ? texts.parked(at(standing.probeAt)) : texts.parkedProbing,
          glue,
          rest,
        }
      if (call.dueAt === undefined) return { rest: joinTexts(texts.inLane, rest) }
      return { first: texts.at(at(call.dueAt)), glue, rest }
    }
    case 'stopped':
      return {
        rest: joinTexts(
          texts.stopped(at(call.windowEndsAt)),
          call.mayRestart && texts.restarts,
          call.restartedAs !== undefined && texts.restarted,
        ),
      }
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

/** What a final failure means: a purchase is refunded (R70), also one that a query was to complete. */
function endOf(texts: ReturnType<typeof callTexts.in>['next'], activity: string) {
  if (activity === 'newInstance') return texts.refund
  return activity === 'queryInstance' ? texts.stopOrRefund : texts.stop
}

function useMoments() {
  const language = useLanguage()
  const zone = useZone()
  return { language, at: (time: string): string => formatTime(time, { language, zone, precision: 'second' }) }
}
