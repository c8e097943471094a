import type { BuyerValueFault } from '@loggia/kernel'
import type { BuyerParameter } from '@loggia/protocol/console'
import { formatCount, useText } from '@loggia/ui'
import { purchaseTexts } from '../buying/texts.ts'
import { Choice, TextInput } from '../account/form.tsx'
import { findTyped, toFieldId } from './given.ts'
import { checkoutTexts } from './texts.ts'
import { isAboutParameter } from './use-checkout.ts'
import type { Checkout } from './use-checkout.ts'

type OfCheckout = { readonly checkout: Checkout }

/** R47a: the fields of the product's parameters. */
export function Parameters({ checkout }: OfCheckout) {
  const texts = checkoutTexts.use()
  const text = useText()
  return (
    <div className="co__asked">
      {checkout.given.asked.map((parameter) => (
        <Parameter key={parameter.name} checkout={checkout} parameter={parameter} />
      ))}
      <p className="t12 faint">{texts.passedTo(text(checkout.product.seller.name))}</p>
    </div>
  )
}

function Parameter({ checkout, parameter }: OfCheckout & { readonly parameter: BuyerParameter }) {
  const texts = checkoutTexts.use()
  const { optional } = purchaseTexts.use().parameters
  const text = useText()
  const { given } = checkout
  const { name, required, hint } = parameter
  const fault = given.faultAt(parameter)
  const field = {
    id: toFieldId(name),
    label: required ? text(parameter.label) : optional(text(parameter.label)),
    hint: hint && text(hint),
    error: fault ? sentenceOf(fault, texts) : refusalOf(checkout, name),
    value: findTyped(parameter, given.typed),
    onChange: (value: string) => given.type(name, value),
    onBlur: () => given.leave(name),
  }
  if (parameter.kind === 'choice')
    return (
      <Choice
        {...field}
        options={[
          ['', texts.choose],
          ...parameter.options.map((option) => [option.value, text(option.label)] as const),
        ]}
      />
    )
  return <TextInput {...field} autoComplete="off" inputMode={inputModeOf(parameter)} />
}

const inputModes = { text: 'text', email: 'email', domain: 'url', ip: 'text', number: 'numeric' } as const

/** Numeric keyboards have no minus on some phones. */
const inputModeOf = (parameter: Exclude<BuyerParameter, { kind: 'choice' }>) =>
  parameter.kind === 'number' && parameter.min < 0 ? 'text' : inputModes[parameter.kind]

/**
 * The market's fault at this field, if it differs from the page's check, because the product may have changed in the
 * meantime.
 */
const refusalOf = ({ problem }: Checkout, name: string): string | undefined =>
  problem && isAboutParameter(problem) && problem.details['name'] === name ? problem.detail : undefined

type Texts = ReturnType<typeof checkoutTexts.use>

function sentenceOf(fault: BuyerValueFault, { faults }: Texts): string {
  switch (fault.code) {
    case 'too_long':
      return faults.too_long(formatCount(fault.max), formatCount(fault.got))
    case 'not_whole':
      return faults.not_whole(formatCount(fault.min), formatCount(fault.max))
    case 'missing':
    case 'not_one_line':
    case 'not_email':
    case 'not_domain':
    case 'not_ip':
    case 'not_offered':
      return faults[fault.code]
  }
}
