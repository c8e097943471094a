import { omitUndefined } from '@loggia/kernel'
import { Button, Icon } from '@loggia/ui'
import { buyerParameterTexts } from '../../../centre/products/buyer-parameter-texts.ts'
import type { FormParameter } from '@loggia/protocol/console/catalog/draft/form'
import { addOption, mostOptions, parameterLengths } from '@loggia/protocol/console/catalog/draft/parameters'
import { BothInputs, GroupError, Input } from './inputs.tsx'
import { useWizard } from './wizard-state.ts'

/** The values of a choice: what the server gets, and what the buyer reads. */
export function ParameterOptions(props: {
  readonly parameter: FormParameter
  readonly field: string
  readonly set: (to: Partial<FormParameter>) => void
}) {
  const texts = buyerParameterTexts.use()
  const { change } = useWizard()
  const { parameter, field, set } = props
  const { options } = parameter
  const setOption = (key: string, to: Partial<(typeof options)[number]>) =>
    set({ options: options.map((one) => (one.key === key ? { ...one, ...to } : one)) })
  return (
    <>
      {options.map((option, i) => (
        <div className="form2 form2--act form2--three" key={option.key}>
          <Input
            field={`${field}.options.${i}.value`}
            label={texts.optionValue(i + 1)}
            {...omitUndefined({ hint: i === 0 ? texts.optionValueHint : undefined })}
            className="mono"
            value={option.value}
            onChange={(value) => setOption(option.key, { value })}
          />
          <BothInputs
            field={`${field}.options.${i}.label`}
            label={texts.option(i + 1)}
            most={parameterLengths.label}
            value={option.label}
            onChange={(label) => setOption(option.key, { label })}
          />
          {options.length > 2 && (
            <button
              type="button"
              className="copy"
              aria-label={texts.removeOption(i + 1)}
              onClick={() => set({ options: options.filter((one) => one.key !== option.key) })}
            >
              <Icon name="trash" />
            </button>
          )}
        </div>
      ))}
      <GroupError field={`${field}.options`} />
      {options.length < mostOptions && (
        <div className="row row--wrap">
          <Button size="small" onClick={() => change((now) => addOption(now, parameter.key))}>
            {texts.addOption}
          </Button>
        </div>
      )}
    </>
  )
}
