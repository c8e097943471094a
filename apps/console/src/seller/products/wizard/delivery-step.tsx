import type { ProductType } from '@loggia/kernel'
import {
  getFormSupervision,
  listStages,
  supervisionLengths,
} from '@loggia/protocol/console/catalog/draft/supervision'
import type { UsualStage } from '@loggia/protocol/console/catalog/draft/supervision'
import type { ProductFlow } from '@loggia/protocol/console/catalog/draft/flows'
import { isBlank, noText } from '@loggia/protocol/console/catalog/draft/form'
import type { Form, FormSupervision } from '@loggia/protocol/console/catalog/draft/form'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { flowsOfType, getFlow, turns } from '@loggia/protocol/console/supervision/kinds'
import { Button, Icon, useText } from '@loggia/ui'
import { Card } from '../../../centre/parts/page.tsx'
import { supervisionTexts } from '../../../centre/products/supervision-texts.ts'
import { deliveryExamples } from './delivery-examples.ts'
import { deliveryStepTexts } from './delivery-texts.ts'
import { BothInputs, GroupError } from './inputs.tsx'
import { TemplateFiles } from './template-files.tsx'
import { wizardTexts } from './texts.ts'
import { useWizard } from './wizard-state.ts'

/** R12, R38, R39: the flow of the deliveries, what buyers are asked first, and what they accept by. */
export function DeliveryStep() {
  const { form } = useWizard()
  const chosen = getFormSupervision(form)
  return (
    <>
      <FlowCard chosen={chosen} />
      {chosen && getFlow(chosen.flow).demand !== 'never' && <TextCard name="template" of={chosen} />}
      {chosen && <TextCard name="criteria" of={chosen} />}
    </>
  )
}

const blank = { template: noText, criteria: noText }
const withSupervision = (form: Form, to: Partial<FormSupervision> & Pick<FormSupervision, 'flow'>): Form => ({
  ...form,
  supervision: { ...blank, ...form.supervision, ...to },
})

function FlowCard({ chosen }: { readonly chosen: FormSupervision | undefined }) {
  const texts = deliveryStepTexts.use()
  const names = supervisionTexts.use()
  const { form, change } = useWizard()
  const { flows, isOptional } = flowsOfType[form.type]
  const options = [...(isOptional ? (['none'] as const) : []), ...flows]
  return (
    <Card id="wizard-supervision" title={names.title}>
      <div className="stack stack--wide">
        {options.length > 1 ? (
          <fieldset className="plain">
            <legend className="label">{texts.choose}</legend>
            <div className="choices">
              {options.map((option) => (
                <label key={option} className="check t13">
                  <input
                    type="radio"
                    name="flow"
                    checked={option === (chosen?.flow ?? 'none')}
                    onChange={() =>
                      change(({ supervision, ...now }) =>
                        option === 'none' ? now : withSupervision({ ...now, supervision }, { flow: option }),
                      )
                    }
                  />
                  <span>
                    {option === 'none' ? names.none : names.flows[option]}
                    <br />
                    <span className="dim">{texts.options[option]}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ) : (
          chosen && <p className="t13">{texts.options[chosen.flow]}</p>
        )}
        {chosen && <Way of={chosen} type={form.type} />}
        <GroupError field="supervision" />
      </div>
    </Card>
  )
}

/** Who does what from the payment until the seller is paid. */
function Way({ of, type }: { readonly of: FormSupervision; readonly type: ProductType }) {
  const texts = deliveryStepTexts.use()
  const { flow, template } = of
  const acceptance = getFlow(flow).shipped ? texts.acceptanceShipped : texts.acceptance
  const special: Partial<Record<ProductFlow, Partial<Record<UsualStage, string>>>> = texts.special
  const words = { ...texts.stages, performing: texts.performing[flow], acceptance, ...special[flow] }
  const stages = listStages({ flow, template: isBlank(template) ? undefined : template })
  const steps = [
    { by: 'buyer' as const, what: texts.paid },
    // The buyer activates a code, in the seller's software.
    ...stages.map((stage) => ({
      by: stage === 'activation' ? ('buyer' as const) : turns[stage],
      what: words[stage],
    })),
    { by: 'seller' as const, what: texts.done },
  ]
  return (
    <div className="stack">
      <h3 className="label">{texts.way}</h3>
      <ol className="wayflow t13">
        {steps.map(({ by, what }) => (
          <li key={what}>
            <b className={by === 'seller' ? 'tag tag--ice' : 'tag'}>{texts.parties[by]}</b>
            <span>{what}</span>
          </li>
        ))}
      </ol>
      <p className="hint">
        {findLicenseWay(flow) === 'code' ? texts.termsCode : type === 'saas' ? texts.termsSaas : texts.terms}
      </p>
    </div>
  )
}

type TextName = 'template' | 'criteria'

function TextCard({ name, of }: { readonly name: TextName; readonly of: FormSupervision }) {
  const texts = deliveryStepTexts.use()
  const names = supervisionTexts.use()
  const { optional } = wizardTexts.use()
  const { change } = useWizard()
  const isOptional = name === 'template' && getFlow(of.flow).demand === 'optional'
  const templateNote = of.flow === 'license_online' ? texts.identificationNote : texts.templateNote
  const note = name === 'criteria' ? texts.criteriaNote : templateNote
  return (
    <Card
      id={`wizard-${name}`}
      title={names[name]}
      beside={isOptional && <span className="faint t13">{optional}</span>}
    >
      <div className="stack stack--wide">
        <p className="t13 dim">
          {note} {isOptional && texts.templateOptional}
        </p>
        <div className="form2">
          <BothInputs
            field={`supervision.${name}`}
            label={names[name]}
            isLong
            rows={6}
            most={supervisionLengths[name]}
            value={of[name]}
            onChange={(to) => change((now) => withSupervision(now, { ...of, [name]: to }))}
          />
        </div>
        <Example name={name} of={of} />
        {name === 'template' && <TemplateFiles />}
      </div>
    </Card>
  )
}

/** An example in both languages, which fills the fields while they are empty. */
function Example({ name, of }: { readonly name: TextName; readonly of: FormSupervision }) {
  const texts = deliveryStepTexts.use()
  const text = useText()
  const { change } = useWizard()
  const key = pickExample(name, of)
  const example = {
    zh: deliveryExamples.in('zh-CN')[key],
    en: deliveryExamples.in('en-US')[key],
  }
  return (
    <details className="example t13">
      <summary>
        <Icon name="chevron-right" />
        {texts.example}
      </summary>
      <p>{text(example)}</p>
      {isBlank(of[name]) && (
        <Button
          size="small"
          onClick={() => change((now) => withSupervision(now, { ...of, [name]: example }))}
        >
          {texts.useExample}
        </Button>
      )}
    </details>
  )
}

function pickExample(name: TextName, { flow }: FormSupervision) {
  if (name === 'template') {
    if (flow === 'license_online') return 'templateIdentification'
    if (flow === 'license_offline') return 'templateLicense'
    return flow === 'data_file' ? 'templateData' : 'template'
  }
  if (findLicenseWay(flow)) return 'criteriaLicense'
  if (flow === 'data_file') return 'criteriaData'
  return flow === 'hardware' ? 'criteriaGoods' : 'criteria'
}
