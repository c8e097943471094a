import { omitUndefined } from '@loggia/kernel'
import type { TestAnswer, TestCase, TestScene } from '@loggia/protocol/console'
import { readSpeech } from '../../access/index.ts'
import { presentVerdict } from '../../calls/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { Handlers } from '../../platform/index.ts'
import { formatCurl } from '../rules/curl.ts'
import { isSlow } from '../rules/scenes.ts'
import type { Parameter } from '../schema.ts'
import type { Debugging } from '../service/index.ts'
import { presentDiagnosis } from './diagnoses.ts'

type Listed = Awaited<ReturnType<Debugging['listScenes']>>
type Standing = Listed['standings'][number]
type Saved = NonNullable<Standing['passed']>
type Tested = Awaited<ReturnType<Debugging['sendTestCall']>>
const presentCase = (saved: Saved): TestCase =>
  omitUndefined({
    scene: saved.scene,
    passed: saved.passed,
    at: toWireTime(saved.madeAt),
    by: saved.madeBy.name,
    url: saved.connection.url,
    durationMs: saved.durationMs,
    slow: isSlow(saved),
    verdict: presentVerdict(saved.verdict),
    resultCode: saved.resultCode,
    instanceId: saved.reference,
    stale: [...saved.staleness],
  })

const presentParameter = (parameter: Parameter): TestScene['parameters'][number] =>
  omitUndefined({
    name: parameter.name,
    value: parameter.value,
    required: parameter.isRequired,
    kind: parameter.kind,
    options: parameter.options ? [...parameter.options] : undefined,
    fixed: parameter.isFixed,
    fresh: parameter.isFresh,
    sealed: parameter.isSealed,
  })

const presentScene = (standing: Standing): TestScene => {
  const { scene, of, isNeeded, parameters, openedBy, passed, failed, last, gap } = standing
  return omitUndefined({
    scene: scene.name,
    activity: scene.activity,
    of,
    needed: isNeeded,
    parameters: parameters.map(presentParameter),
    openedBy,
    passed: passed ? presentCase(passed) : undefined,
    failed: failed ? presentCase(failed) : undefined,
    last,
    gap,
  })
}

const presentServer = ({ protocol, url, keyHint, blockedBy }: Listed['joint'] & object) =>
  omitUndefined({
    protocol,
    connection: url === undefined ? undefined : omitUndefined({ url, keyHint }),
    blocked: blockedBy,
  })

const presentAnswer = ({ request, reply, saved, diagnosis, refusedQuery }: Tested): TestAnswer =>
  omitUndefined({
    request,
    reply,
    saved: presentCase(saved),
    diagnosis: diagnosis ? presentDiagnosis(diagnosis) : undefined,
    refusedQuery: refusedQuery ? { ...refusedQuery, at: toWireTime(refusedQuery.at) } : undefined,
  })

export const createTestCallRoutes = (debugging: Debugging): Handlers => ({
  'GET /api/seller/test-calls': async ({ actor }) => {
    const found = await debugging.listTargets(actor)
    return {
      items: found.map(({ id, name, isCallable }) => ({ productId: id, name, callable: isCallable })),
    }
  },
  'GET /api/seller/test-calls/:target': async ({ actor, params }) => {
    const { joint, standings, ...server } = await debugging.listScenes(actor, params.target)
    return omitUndefined({
      ...presentServer(server),
      joint: joint && presentServer(joint),
      scenes: standings.map(presentScene),
    })
  },
  'POST /api/seller/products/:productId/access/trial': async ({ actor, params, body }) => {
    const { addressId, keyId } = body
    const asked = { addressId, keyId, speech: readSpeech(body) }
    const { verdict, ...tried } = await debugging.tryBinding(actor, params.productId, asked)
    return { ...tried, verdict: presentVerdict(verdict) }
  },
  'POST /api/seller/test-calls/:target/request': async ({ actor, params, body }) => {
    const { url, whole, shown } = await debugging.writeTestCall(actor, params.target, body)
    return { url, request: shown, curl: formatCurl(url, whole) }
  },
  'POST /api/seller/test-calls/:target/run': async ({ actor, params, body }) => {
    const { cases, unsent } = await debugging.runScenes(actor, params.target, body.scenes)
    return {
      passed: unsent.length === 0 && cases.every(({ passed }) => passed),
      cases: cases.map((one) => presentCase({ ...one, staleness: [] })),
      unsent: [...unsent],
    }
  },
  'POST /api/seller/test-calls/:target': async ({ actor, params, body }) =>
    presentAnswer(await debugging.sendTestCall(actor, params.target, body)),
  'GET /api/seller/test-calls/:target/cases/:scene/:result': async ({ actor, params }) =>
    presentAnswer(
      await debugging.getCase(actor, params.target, {
        scene: params.scene,
        passed: params.result === 'passed',
      }),
    ),
})
