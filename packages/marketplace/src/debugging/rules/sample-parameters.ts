import type { BuyerParameter } from '@loggia/protocol/console'

/** A sample value (R47a); names and addresses are those that RFC 2606 and RFC 5737 reserve for examples. */
function sampleOf(asked: BuyerParameter): string {
  switch (asked.kind) {
    case 'text':
      return 'test'.slice(0, asked.maxLength)
    case 'email':
      return 'test@example.com'
    case 'domain':
      return 'test.example.com'
    case 'ip':
      return '192.0.2.1'
    case 'number':
      return String(asked.min)
    case 'choice':
      return asked.options[0]?.value ?? ''
  }
}

/** Sample values for all parameters that a product asks for, by name. */
export const createSampleParameters = (
  asked: readonly BuyerParameter[],
): readonly { readonly name: string; readonly value: string }[] =>
  asked.map((one) => ({ name: one.name, value: sampleOf(one) }))
