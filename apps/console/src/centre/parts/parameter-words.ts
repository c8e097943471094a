import type { BuyerParameter } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import { buyerParameterTexts } from '../products/buyer-parameter-texts.ts'

/** The allowed values of a parameter in a few words: `Text, up to 60 characters`. */
export function describeParameter(parameter: BuyerParameter, language: 'zh-CN' | 'en-US'): string {
  const texts = buyerParameterTexts.in(language)
  switch (parameter.kind) {
    case 'text':
      return texts.ofText(formatCount(parameter.maxLength))
    case 'number':
      return texts.ofNumber(formatCount(parameter.min), formatCount(parameter.max))
    case 'email':
    case 'domain':
    case 'ip':
    case 'choice':
      return texts.kinds[parameter.kind]
  }
}

/** Whether the parameter is required. */
export const describeNeed = (
  { required }: Pick<BuyerParameter, 'required'>,
  language: 'zh-CN' | 'en-US',
): string => buyerParameterTexts.in(language)[required ? 'required' : 'optional']
