import { diagnosisProtocols } from '@loggia/protocol/console/debugging/kinds'
import { useList } from '../../centre/api.ts'
import { SelectField, TextArea, TextField } from '../../centre/parts/fields.tsx'
import { useProtocolName } from '../../centre/parts/protocol-names.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { diagnosisTexts } from '../../centre/diagnosis/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import type { Typed, Wrong } from './asked.ts'

type FieldsProps = {
  readonly typed: Typed
  readonly wrong: Wrong
  set(to: Partial<Typed>): void
}

/** The exchange, the key, and optional facts. */
export function ExchangeFields({ typed, wrong, set }: FieldsProps) {
  const texts = diagnosisTexts.use().form
  return (
    <>
      <TextArea
        label={texts.exchange}
        hint={texts.exchangeHint}
        error={wrong.exchange && texts.exchangeMissing}
        name="exchange"
        rows={12}
        spellCheck={false}
        wrap="off"
        value={typed.exchange}
        onChange={(event) => set({ exchange: event.target.value })}
      />
      <KeyFields typed={typed} wrong={wrong} set={set} />
      <TextField
        label={texts.computed}
        hint={texts.computedHint}
        className="mono"
        maxLength={512}
        value={typed.computed}
        onChange={(event) => set({ computed: event.target.value })}
      />
      <KnownFields typed={typed} wrong={wrong} set={set} />
    </>
  )
}

/** One of the seller's keys, or a typed one; a member who may not see the list of keys types one. */
function KeyFields({ typed, wrong, set }: FieldsProps) {
  const texts = diagnosisTexts.use().form
  const names = stateTexts.use().interfaceClass
  const mayChoose = useMayAsk('GET /api/seller/keys', 'access:read')
  const keys = useList('GET /api/seller/keys', {}, { enabled: mayChoose })
  const own = keys.items ?? []
  return (
    <div className="form2">
      {mayChoose && (
        <SelectField
          label={texts.key}
          hint={texts.keyHint}
          value={typed.keyId}
          onChange={(event) => set({ keyId: event.target.value })}
        >
          <option value="">{texts.typed}</option>
          {own.map(({ id, hint, interfaceClass }) => (
            <option key={id} value={id}>
              {texts.ownKey(hint, names[interfaceClass])}
            </option>
          ))}
        </SelectField>
      )}
      {typed.keyId === '' && (
        <TextField
          label={texts.typedKey}
          hint={texts.typedHint}
          error={wrong.key && texts.keyMissing}
          name="key"
          type="password"
          autoComplete="off"
          maxLength={256}
          value={typed.key}
          onChange={(event) => set({ key: event.target.value })}
        />
      )}
    </div>
  )
}

function KnownFields({ typed, wrong, set }: FieldsProps) {
  const { form: texts } = diagnosisTexts.use()
  const nameOf = useProtocolName()
  return (
    <div className="form2">
      <SelectField
        label={texts.protocol}
        value={typed.protocol}
        onChange={(event) =>
          set({ protocol: diagnosisProtocols.find((one) => one === event.target.value) ?? '' })
        }
      >
        <option value="">{texts.anyProtocol}</option>
        {diagnosisProtocols.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={texts.receivedAt}
        hint={texts.receivedHint}
        error={wrong.receivedAt && texts.receivedWrong}
        name="receivedAt"
        className="mono"
        value={typed.receivedAt}
        onChange={(event) => set({ receivedAt: event.target.value })}
      />
      {/^\s*\{/.test(typed.exchange) && (
        <TextField
          label={texts.entry}
          error={wrong.entry && texts.entryWrong}
          name="entry"
          inputMode="numeric"
          value={typed.entry}
          onChange={(event) => set({ entry: event.target.value })}
        />
      )}
    </div>
  )
}
