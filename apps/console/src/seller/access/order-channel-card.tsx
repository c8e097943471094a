import type { OrderChannel } from '@loggia/protocol/console'
import { Button, State, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { SelectField } from '../../centre/parts/fields.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { accessTexts } from '../../centre/access/texts.ts'

const all = { query: { limit: 100 } } as const

/** The address for order notifications, and whether they are sent. */
export function OrderChannelCard() {
  const texts = accessTexts.use().channel
  const { data } = useRead('GET /api/seller/order-channel', {})
  const mayAct = useMayAsk('PUT /api/seller/order-channel', 'access:write')
  const [isSetting, setSetting] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={mayAct && <Button onClick={() => setSetting(true)}>{texts.set}</Button>}
      bare={data?.channel !== undefined}
    >
      {data &&
        (data.channel ? (
          <Standing of={data.channel} />
        ) : (
          <p className="t13 dim">{texts.unset(data.triedForHours)}</p>
        ))}
      {isSetting && data && <SetDialog channel={data.channel} onClose={() => setSetting(false)} />}
    </Card>
  )
}

function Standing({ of }: { readonly of: OrderChannel }) {
  const texts = accessTexts.use().channel
  const addresses = useRead('GET /api/seller/addresses', all).data?.items
  const keys = useRead('GET /api/seller/keys', all).data?.items
  return (
    <dl className="ins">
      <Fact name={texts.title}>
        <State kind={of.switchedOn ? 'ok' : 'end'}>{of.switchedOn ? texts.on : texts.off}</State>
      </Fact>
      <Fact name={texts.address}>
        <span className="mono wire-id">{addresses?.find(({ id }) => id === of.addressId)?.url}</span>
      </Fact>
      <Fact name={texts.key}>
        <span className="mono">{keys?.find(({ id }) => id === of.keyId)?.hint}</span>
      </Fact>
    </dl>
  )
}

type Dialog = { readonly channel: OrderChannel | undefined; onClose(): void }

function useSetting({ channel, onClose }: Dialog) {
  const texts = accessTexts.use().channel.dialog
  const toast = useToast()
  const [addressId, setAddress] = useState(channel?.addressId ?? '')
  const [keyId, setKey] = useState(channel?.keyId ?? '')
  const [switchedOn, setOn] = useState(channel?.switchedOn ?? true)
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/seller/order-channel', [
    'GET /api/seller/order-channel',
    'GET /api/seller/keys',
  ])
  const onSave = () => {
    setChecked(true)
    if (!addressId || !keyId) return
    change.mutate(
      { body: { addressId, keyId, switchedOn } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  return { addressId, setAddress, keyId, setKey, switchedOn, setOn, isChecked, change, onSave }
}

function SetDialog(of: Dialog) {
  const texts = accessTexts.use().channel.dialog
  const setting = useSetting(of)
  const addresses = useRead('GET /api/seller/addresses', all).data?.items.filter(
    ({ state, url }) => state === 'approved' && !url.includes('?'),
  )
  const keys = useRead('GET /api/seller/keys', all).data?.items.filter(
    ({ interfaceClass }) => interfaceClass === 'common',
  )
  const { isChecked, addressId, keyId, switchedOn } = setting
  return (
    <DecisionDialog
      texts={texts}
      act={texts.save}
      change={setting.change}
      onClose={of.onClose}
      onAct={setting.onSave}
    >
      <Choice
        name="addressId"
        label={texts.address}
        hint={addresses?.length === 0 ? texts.noAddress : texts.addressHint}
        error={isChecked && !addressId ? texts.mustChoose : undefined}
        value={addressId}
        onChoose={setting.setAddress}
        options={addresses?.map(({ id, url }) => ({ id, name: url }))}
      />
      <Choice
        name="keyId"
        label={texts.key}
        hint={keys?.length === 0 ? texts.noKey : texts.keyHint}
        error={isChecked && !keyId ? texts.mustChoose : undefined}
        value={keyId}
        onChoose={setting.setKey}
        options={keys?.map(({ id, hint }) => ({ id, name: hint }))}
      />
      <label className="check t13">
        <input
          type="checkbox"
          checked={switchedOn}
          onChange={(event) => setting.setOn(event.target.checked)}
        />
        {texts.on}
      </label>
      {!switchedOn && <p className="t13 dim">{texts.offText}</p>}
    </DecisionDialog>
  )
}

type Options = readonly { readonly id: string; readonly name: string }[] | undefined

function Choice(props: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly error: string | undefined
  readonly value: string
  readonly options: Options
  onChoose(id: string): void
}) {
  const texts = accessTexts.use().channel.dialog
  const { name, label, hint, error, value, options, onChoose } = props
  return (
    <SelectField
      name={name}
      label={label}
      hint={hint}
      error={error}
      aria-busy={options === undefined}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">{texts.choose}</option>
      {options?.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </SelectField>
  )
}
