import { explainFinding } from '@loggia/diagnosis'
import type { Diagnosis, Explanation, Finding } from '@loggia/diagnosis'
import { omitUndefined, fromIso } from '@loggia/kernel'
import type { Diagnosis as WireDiagnosis } from '@loggia/protocol/console'
import type { Handlers } from '../../platform/index.ts'
import type { Debugging } from '../service/index.ts'

type WireExplanation = WireDiagnosis['problems'][number]['explanations'][number]

function presentFinding(finding: Finding): WireExplanation['findings'][number] {
  const [zh, en] = [explainFinding(finding, 'zh-CN'), explainFinding(finding, 'en-US')]
  return {
    kind: finding.kind,
    sentence: { zh: zh.sentence, en: en.sentence },
    remedy: { zh: zh.remedy, en: en.remedy },
  }
}

function presentDifference({ difference }: Explanation): Pick<WireExplanation, 'difference'> {
  if (!difference) return {}
  const { offset, signed, received, before, signedText, receivedText } = difference
  const texts = signedText === '' && receivedText === '' ? {} : { before, signedText, receivedText }
  return {
    difference: omitUndefined({ offset, signed, received, ...texts }),
  }
}

/** A diagnosis in the shape of the contract, in both languages. */
export const presentDiagnosis = ({ protocol, checked, problems }: Diagnosis): WireDiagnosis =>
  omitUndefined({
    protocol,
    checked: [...checked],
    problems: problems.map(({ subject, explanations }) => ({
      subject,
      explanations: explanations.map((one) => ({
        certainty: one.certainty,
        findings: one.findings.map(presentFinding),
        ...presentDifference(one),
      })),
    })),
  })

export const createDiagnosisRoutes = (debugging: Debugging): Handlers => ({
  'POST /api/seller/diagnoses': async ({ actor, body: { keyId, receivedAt, ...ask } }) =>
    presentDiagnosis(
      await debugging.diagnose(
        actor,
        omitUndefined({
          ...ask,
          keyId: keyId,
          receivedAtMs: receivedAt === undefined ? undefined : fromIso(receivedAt),
        }),
      ),
    ),
  'GET /api/seller/calls/:callId/diagnosis': async ({ actor, params, query }) =>
    presentDiagnosis(await debugging.diagnoseAttempt(actor, params.callId, query)),
})
