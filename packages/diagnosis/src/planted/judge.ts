import { diagnose } from '../diagnose.ts'
import type { DiagnosisAsked } from '../diagnose.ts'
import type { Kind } from '../findings.ts'

/** The explanations of all problems, each as a list of its kinds. */
export const listExplanations = (asked: DiagnosisAsked): (readonly Kind[])[] =>
  diagnose(asked).problems.flatMap(({ explanations }) =>
    explanations.map(({ findings }) => findings.map(({ kind }) => kind)),
  )
