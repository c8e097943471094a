import type { TestParameter, TestScene } from '@loggia/protocol/console'
import { Button, Icon } from '@loggia/ui'
import { useId, useState } from 'react'
import { SelectField, TextArea, TextField } from '../../centre/parts/fields.tsx'
import { testCallTexts } from './texts.ts'
import { useSceneName } from '../../centre/scenes/scene-names.ts'
import { readPairs, writePairs } from './typed.ts'
import type { FaultReason, Pair, Typed } from './typed.ts'
import './test-calls.css'

type Props = {
  readonly scene: TestScene
  readonly typed: Typed
  readonly faults: Readonly<Record<string, FaultReason>>
  set(name: string, value: string): void
}

/** The parameters of a scene: fixed ones are shown, the others can be edited. */
export function ParameterFields({ scene, typed, faults, set }: Props) {
  const texts = testCallTexts.use().form
  return (
    <fieldset className="params">
      <legend className="sr">{texts.title}</legend>
      {scene.parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          scene={scene}
          parameter={parameter}
          value={typed[parameter.name] ?? ''}
          fault={faults[parameter.name]}
          onChange={(value) => set(parameter.name, value)}
        />
      ))}
    </fieldset>
  )
}

type FieldProps = {
  readonly scene: TestScene
  readonly parameter: TestParameter
  readonly value: string
  readonly fault: FaultReason | undefined
  onChange(value: string): void
}

function ParameterField({ scene, parameter, value, fault, onChange }: FieldProps) {
  const texts = testCallTexts.use().form
  const hint = useHint(scene, parameter)
  const named = {
    label: parameter.name,
    hint,
    error: fault && texts.faults[fault],
  }
  if (parameter.kind === 'list') return <PairsField {...named} value={value} onChange={onChange} />
  if (parameter.kind === 'json')
    return (
      <TextArea
        {...named}
        name={parameter.name}
        rows={8}
        spellCheck={false}
        maxLength={4000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (parameter.kind === 'choice' && !parameter.fixed)
    return (
      <SelectField {...named} value={value} onChange={(event) => onChange(event.target.value)}>
        {!parameter.required && <option value="">{texts.leftOut}</option>}
        {parameter.options?.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </SelectField>
    )
  return (
    <TextField
      {...named}
      className="mono"
      name={parameter.name}
      readOnly={parameter.fixed}
      inputMode={parameter.kind === 'integer' ? 'numeric' : 'text'}
      maxLength={4000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function useHint({ openedBy }: TestScene, parameter: TestParameter): string | undefined {
  const texts = testCallTexts.use().form
  const nameOf = useSceneName()
  const { name, fixed, fresh, sealed, required } = parameter
  if (fixed) return texts.fixed
  if (fresh) return texts.fresh
  if (name === 'instanceId') return openedBy === undefined ? texts.openFirst : texts.opened(nameOf(openedBy))
  if (name === 'license') return texts.code
  if (name === 'publicKey') return texts.publicKey
  if (name === 'oaepHashes') return texts.oaepHashes
  if (sealed) return texts.sealed
  return required ? undefined : texts.optional
}

type PairsProps = {
  readonly label: string
  readonly hint: string | undefined
  readonly error: string | undefined
  readonly value: string
  onChange(value: string): void
}

/** Names and values; rows without a name are not sent. */
function PairsField({ label, hint, error, value, onChange }: PairsProps) {
  const texts = testCallTexts.use().form.list
  const id = useId()
  const said = error ?? hint
  const [pairs, setPairs] = useState<readonly Pair[]>(() => readPairs(value))
  const change = (next: readonly Pair[]) => {
    setPairs(next)
    onChange(writePairs(next))
  }
  const put = (at: number, to: Partial<Pair>) =>
    change(pairs.map((pair, i) => (i === at ? { ...pair, ...to } : pair)))
  return (
    <div
      className="field params__list"
      role="group"
      data-invalid={error !== undefined}
      aria-labelledby={id}
      aria-describedby={said === undefined ? undefined : `${id}-note`}
    >
      <span className="params__label" id={id}>
        {label}
      </span>
      {pairs.map((pair, i) => (
        <div className="params__pair" key={String(i)}>
          <input
            className="input mono"
            aria-label={`${label} ${String(i + 1)}: ${texts.name}`}
            value={pair.name}
            onChange={(event) => put(i, { name: event.target.value })}
          />
          <input
            className="input mono"
            aria-label={`${label} ${String(i + 1)}: ${texts.value}`}
            value={pair.value}
            onChange={(event) => put(i, { value: event.target.value })}
          />
          <button
            type="button"
            className="btn btn--icon"
            aria-label={texts.remove(pair.name || texts.nameless)}
            onClick={() => change(pairs.filter((_, at) => at !== i))}
          >
            <Icon name="x" />
          </button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => change([...pairs, { name: '', value: '' }])}>
          {texts.add}
        </Button>
      </div>
      {said !== undefined && (
        <p
          className={error === undefined ? 'hint' : 'error'}
          id={`${id}-note`}
          role={error === undefined ? undefined : 'alert'}
        >
          {said}
        </p>
      )}
    </div>
  )
}
