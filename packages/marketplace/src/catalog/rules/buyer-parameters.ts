import { computeMaxParameterBytes, parameterRoomBytes, readBuyerValue } from '@loggia/kernel'
import { catalogProblems } from '../problems.ts'
import type { BuyerParameter, Text } from '../schema.ts'

/**
 * R47a: throws the first fault of the parameters a seller asks buyers for. The longest possible answers to parameters
 * that pass fit into one `saasExtendParams`, so no buyer is refused because all answers together are too long.
 */
export function requireBuyerParameters(parameters: readonly BuyerParameter[]): void {
  requireDifferent(parameters.map(({ name }) => name.toLowerCase()))
  requireDifferentTexts(parameters.map(({ label }) => label))
  for (const parameter of parameters) {
    if (parameter.kind === 'number' && parameter.min > parameter.max)
      throw catalogProblems.parameter_range_empty(parameter)
    if (parameter.kind === 'choice') requireOptions(parameter)
  }
  const got = computeMaxParameterBytes(parameters)
  if (got > parameterRoomBytes) throw catalogProblems.parameters_too_long({ got, max: parameterRoomBytes })
}

/** The texts of parameters that a buyer reads, by field path. */
export const toParameterTexts = (parameters: readonly BuyerParameter[]): Record<string, Text> =>
  Object.fromEntries(
    parameters.flatMap((parameter, at): [string, Text][] => {
      const field = `buyerParameters[${at}]`
      const options = parameter.kind === 'choice' ? parameter.options : []
      return [
        [`${field}.label`, parameter.label],
        ...(parameter.hint ? [[`${field}.hint`, parameter.hint] as [string, Text]] : []),
        ...options.map(({ label }, i): [string, Text] => [`${field}.options[${i}].label`, label]),
      ]
    }),
  )

function requireOptions(parameter: Extract<BuyerParameter, { kind: 'choice' }>): void {
  const { name, options } = parameter
  // A value that is changed or refused when it is read could never be chosen.
  const unfit = options.find(({ value }) => {
    const read = readBuyerValue(parameter, value)
    return !read.ok || read.value !== value
  })
  if (unfit) throw catalogProblems.parameter_option_unfit({ name, value: unfit.value })
  requireDifferent(options.map(({ value }) => value))
  requireDifferentTexts(options.map(({ label }) => label))
}

const requireDifferentTexts = (texts: readonly Text[]): void => {
  for (const language of ['zh', 'en'] as const) requireDifferent(texts.map((text) => text[language].trim()))
}

function requireDifferent(names: readonly string[]): void {
  const repeated = names.find((name, at) => names.indexOf(name) < at)
  if (repeated !== undefined) throw catalogProblems.parameter_repeated({ name: repeated })
}
