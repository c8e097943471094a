import { CannotJudge, defineStep } from '../../engine/check.ts'
import type { Check, Step } from '../../engine/check.ts'
import { describeAnswer } from '../../engine/exchange.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { toFault } from '../../engine/judging.ts'
import { isDone, requireReply } from '../../replies/verdicts.ts'
import type { Kit } from '../kit.ts'
import { createScene, flags } from '../scenes.ts'
import type { Binding, Scene } from '../scenes.ts'
import { createForgedSecret } from './apps.ts'

const answerOf = ({ reply, code }: Exchange): string => `${reply?.status} ${code}`

/** Whether a caller without the key is told what the private key decrypts. */
export function createForgedSecretCheck(kit: Kit, binding: Binding): Check {
  const define = (name: string, secret?: (scene: Scene) => string): Step<Exchange> =>
    defineStep(name, async (bench) => {
      const scene = createScene(bench, await bench.look(binding.organisation))
      const app = scene.app(flags.add, secret && { clientSecret: secret(scene) })
      return kit.sendForged(bench, { ...app, name, meant: 'refuse' })
    })
  const readable = define('an app with a right secret, signed with another key')
  const unreadable = define('an app with a wrong secret, signed with another key', createForgedSecret)
  return {
    id: `${kit.prefix}.app.secret.forged`,
    title: 'A forged call gets the same response, whatever its secret',
    level: 'must',
    group: 'applicationSync',
    source: 'joint-kit §4',
    fix: 'Verify the signature before you decrypt: otherwise anybody can find out what your private key decrypts.',
    judge: async (look) => {
      const [right, wrong] = [await look(readable), await look(unreadable)]
      for (const exchange of [right, wrong]) {
        requireReply(exchange)
        if (isDone(exchange)) throw new CannotJudge('A forged call was carried out.')
      }
      if (answerOf(right) === answerOf(wrong)) return undefined
      return toFault(
        wrong,
        `was answered ${describeAnswer(wrong)}, with a right secret ${describeAnswer(right)}; both must be answered alike`,
      )
    },
  }
}
