import { parameterKinds } from '@loggia/protocol/console/catalog/kinds'
import { identificationParameter } from '@loggia/protocol/console/licenses/kinds'
import { Button, Icon, formatCount } from '@loggia/ui'
import { SelectField } from '../../../centre/parts/fields.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { buyerParameterTexts } from '../../../centre/products/buyer-parameter-texts.ts'
import type { Form, FormParameter } from '@loggia/protocol/console/catalog/draft/form'
import {
  addParameter,
  changeParameter,
  mostParameters,
  parameterLengths,
  raiseParameter,
  removeParameter,
  countRoom,
} from '@loggia/protocol/console/catalog/draft/parameters'
import type { ParameterKind } from '@loggia/protocol/console/catalog/draft/parameters'
import { getFormSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { BothInputs, GroupError, Input, Tick } from './inputs.tsx'
import { ParameterOptions } from './parameter-options.tsx'
import { useWizard } from './wizard-state.ts'

/** R47a: the purchase parameters, in the order in which buyers see them. */
export function ParametersCard() {
  const texts = buyerParameterTexts.use()
  const { form, change } = useWizard()
  const { parameters } = form
  const { got, most } = countRoom(parameters)
  return (
    <Card id="wizard-parameters" title={texts.title}>
      <div className="stack stack--wide">
        <p className="hint">{form.type === 'license' ? texts.noteLicense : texts.note}</p>
        <IdentificationNote />
        {parameters.length === 0 && <p className="t13 dim">{texts.none}</p>}
        {parameters.map((parameter, at) => (
          <Parameter key={parameter.key} parameter={parameter} at={at} />
        ))}
        <div className="row row--wrap">
          {parameters.length < mostParameters ? (
            <Button onClick={() => change(addParameter)}>{texts.add}</Button>
          ) : (
            <span className="t13 dim">{texts.full(mostParameters)}</span>
          )}
          {parameters.length > 0 && (
            <span className="t13 dim" role="status">
              {texts.room(formatCount(got), formatCount(most))}
            </span>
          )}
        </div>
        <GroupError field="buyerParameters" />
        {parameters.length > 0 && (
          <p className="hint">
            {texts.roomNote} {texts.running}
          </p>
        )}
      </div>
    </Card>
  )
}

/** A license that is issued for a device needs what the device is known by: asked at once, or after the payment. */
function IdentificationNote() {
  const { identification: texts } = buyerParameterTexts.use()
  const { form, change } = useWizard()
  const isAsked = form.parameters.some(({ name }) => name.trim() === identificationParameter)
  if (isAsked || getFormSupervision(form)?.flow !== 'license_online') return null
  const said = (name: 'label' | 'hint') => ({
    zh: buyerParameterTexts.in('zh-CN').identification[name],
    en: buyerParameterTexts.in('en-US').identification[name],
  })
  const add = (now: Form): Form => {
    const added = addParameter(now)
    const key = added.parameters.at(-1)?.key ?? ''
    const to = { name: identificationParameter, label: said('label'), hint: said('hint') }
    return changeParameter(added, key, { ...to, required: false, maxLength: '200' })
  }
  return (
    <div className="note note--info">
      <Icon name="key" />
      <p className="grow">{texts.text}</p>
      {form.parameters.length < mostParameters && (
        <button type="button" className="link" onClick={() => change(add)}>
          {texts.add}
        </button>
      )}
    </div>
  )
}

type Of = { readonly parameter: FormParameter; readonly at: number }

function Parameter({ parameter, at }: Of) {
  const texts = buyerParameterTexts.use()
  const { change } = useWizard()
  const { key } = parameter
  const set = (to: Partial<FormParameter>) => change((now) => changeParameter(now, key, to))
  const field = `buyerParameters.${at}`
  return (
    <fieldset className="plain option">
      <legend className="label">{texts.parameter(at + 1)}</legend>
      <div className="form2">
        <Input
          field={`${field}.name`}
          label={texts.name}
          hint={texts.nameHint}
          className="mono"
          value={parameter.name}
          onChange={(name) => set({ name })}
        />
        <SelectField
          label={texts.kind}
          value={parameter.kind}
          onChange={(event) => set({ kind: event.target.value as ParameterKind })}
        >
          {parameterKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.kinds[kind]}
            </option>
          ))}
        </SelectField>
        <BothInputs
          field={`${field}.label`}
          label={texts.label}
          most={parameterLengths.label}
          value={parameter.label}
          onChange={(label) => set({ label })}
        />
        <BothInputs
          field={`${field}.hint`}
          label={texts.hint}
          hint={texts.hintNote}
          most={parameterLengths.hint}
          value={parameter.hint}
          onChange={(hint) => set({ hint })}
        />
        <Limits parameter={parameter} field={field} set={set} />
      </div>
      {parameter.kind === 'choice' && <ParameterOptions parameter={parameter} field={field} set={set} />}
      <Tick
        label={texts.requiredTick}
        checked={parameter.required}
        onChange={(isRequired) => set({ required: isRequired })}
      />
      <Acts parameter={parameter} at={at} />
    </fieldset>
  )
}

function Acts({ parameter: { key }, at }: Of) {
  const texts = buyerParameterTexts.use()
  const { change } = useWizard()
  return (
    <div className="row row--wrap">
      {at > 0 && (
        <Button
          size="small"
          aria-label={texts.raiseOf(at + 1)}
          onClick={() => change((now) => raiseParameter(now, key))}
        >
          {texts.raise}
        </Button>
      )}
      <Button
        size="small"
        aria-label={texts.removeOf(at + 1)}
        onClick={() => change((now) => removeParameter(now, key))}
      >
        {texts.remove}
      </Button>
    </div>
  )
}

/** The maximum length of a text, or the range of a number. */
function Limits(props: {
  readonly parameter: FormParameter
  readonly field: string
  readonly set: (to: Partial<FormParameter>) => void
}) {
  const texts = buyerParameterTexts.use()
  const { parameter, field, set } = props
  if (parameter.kind === 'text')
    return (
      <Input
        field={`${field}.maxLength`}
        label={texts.maxLength}
        hint={texts.maxLengthHint}
        className="num"
        value={parameter.maxLength}
        onChange={(maxLength) => set({ maxLength })}
      />
    )
  if (parameter.kind !== 'number') return null
  return (['min', 'max'] as const).map((end) => (
    <Input
      key={end}
      field={`${field}.${end}`}
      label={texts[end]}
      className="num"
      value={parameter[end]}
      onChange={(to) => set({ [end]: to })}
    />
  ))
}
