import type { BuyerParameter } from '@loggia/protocol/console'

/** Something of the kind that a buyer would give (R47a); names and addresses are those that RFC 2606 and RFC 5737 keep for examples. */
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

/** What a buyer might give for everything that a product asks for, by its names. */
export const createSampleParameters = (
  asked: readonly BuyerParameter[],
): readonly { readonly name: string; readonly value: string }[] =>
  asked.map((one) => ({ name: one.name, value: sampleOf(one) }))
