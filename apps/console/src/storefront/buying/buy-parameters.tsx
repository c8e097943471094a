import type { BuyerValueFault } from '@loggia/kernel'
import type { BuyerParameter } from '@loggia/protocol/console'
import { formatCount, useText } from '@loggia/ui'
import { purchaseTexts } from './texts.ts'
import { Choice, TextInput } from '../account/form.tsx'
import { toFieldId, findTyped, listValues } from './given.ts'
import type { Buying } from './use-buying.ts'

type OfBuying = { readonly buying: Buying }

/** R47a: the product's parameters. A reader who cannot buy it now sees which values will be required. */
export function Parameters({ buying }: OfBuying) {
  const purchase = purchaseTexts.use()
  const texts = purchase.parameters
  const text = useText()
  const { given, product } = buying
  if (given.asked.length === 0) return null
  const mayBuy = buying.shopper === 'buyer' && !buying.unverified && !buying.isPhoneMissing && buying.onOffer
  return (
    <fieldset className="buy__sec">
      <legend>{texts.title}</legend>
      {mayBuy ? (
        <div className="buy__asked">
          {given.asked.map((parameter) => (
            <Parameter key={parameter.name} buying={buying} parameter={parameter} />
          ))}
          <p className="t12 faint">{texts.passedTo(text(product.seller.name))}</p>
        </div>
      ) : (
        <p className="t13 dim">
          {texts.toFillIn(
            given.asked
              .map(({ label, required }) => (required ? text(label) : texts.optional(text(label))))
              .join(purchase.comma),
          )}
        </p>
      )}
    </fieldset>
  )
}

function Parameter({ buying, parameter }: OfBuying & { readonly parameter: BuyerParameter }) {
  const texts = purchaseTexts.use().parameters
  const text = useText()
  const { given } = buying
  const { name, required, hint } = parameter
  const label = required ? text(parameter.label) : texts.optional(text(parameter.label))
  const fault = given.faultAt(parameter)
  const field = {
    id: toFieldId(name),
    label,
    hint: hint && text(hint),
    error: fault ? sentenceOf(fault, texts) : refusalOf(buying, name),
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
function refusalOf({ confirm: { problem } }: Buying, name: string): string | undefined {
  if (!problem?.code.startsWith('order.parameter_')) return undefined
  return problem.details['name'] === name ? problem.detail : undefined
}

type Texts = ReturnType<typeof purchaseTexts.use>['parameters']

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

/** The values of the order, shown again before it is placed. */
export function GivenValues({ buying }: OfBuying) {
  const text = useText()
  const { asked, typed } = buying.given
  const values = listValues(asked, typed)
  if (values.length === 0) return null
  return (
    <dl className="given t13">
      {values.map(({ name, label, value, reads }) => (
        <div key={name}>
          <dt>{text(label)}</dt>
          <dd>{reads ? text(reads) : value}</dd>
        </div>
      ))}
    </dl>
  )
}
