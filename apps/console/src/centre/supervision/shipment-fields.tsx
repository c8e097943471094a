import { useState } from 'react'
import { TextField } from '../parts/fields.tsx'
import { actTexts } from './act-texts.ts'

type Written = { readonly carrier: string; readonly trackingNumber: string; readonly phone: string }
const nothing: Written = { carrier: '', trackingNumber: '', phone: '' }

const isWithin = (text: string, min: number, max: number): boolean => text.length >= min && text.length <= max

/** Which fields are wrong, as the contract sees them (R100). */
export const findShipmentFaults = ({ carrier, trackingNumber, phone }: Written) => ({
  carrier: !isWithin(carrier.trim(), 1, 60),
  trackingNumber: !/^[0-9A-Za-z-]{6,40}$/.test(trackingNumber.trim()),
  phone: !isWithin(phone.trim(), 3, 40),
})

/** What goods are shipped with; deliveries of other kinds need nothing of it. */
export function useShipment(isNeeded: boolean) {
  const [written, setWritten] = useState(nothing)
  const [isChecked, setChecked] = useState(false)
  const faults = findShipmentFaults(written)
  const { carrier, trackingNumber, phone } = written
  return {
    isNeeded,
    written,
    write: (change: Partial<Written>) => setWritten({ ...written, ...change }),
    faults: isChecked ? faults : undefined,
    isRight: !isNeeded || !Object.values(faults).includes(true),
    check: () => setChecked(true),
    given: isNeeded
      ? { carrier: carrier.trim(), trackingNumber: trackingNumber.trim(), phone: phone.trim() }
      : undefined,
  }
}

export function ShipmentFields({ of }: { readonly of: ReturnType<typeof useShipment> }) {
  const texts = actTexts.use().deliver
  const { written, faults } = of
  if (!of.isNeeded) return null
  return (
    <>
      <TextField
        name="carrier"
        label={texts.carrier}
        error={faults?.carrier ? texts.carrierMissing : undefined}
        maxLength={60}
        value={written.carrier}
        onChange={(event) => of.write({ carrier: event.target.value })}
      />
      <TextField
        name="trackingNumber"
        label={texts.trackingNumber}
        className="mono"
        error={faults?.trackingNumber ? texts.trackingWrong : undefined}
        maxLength={40}
        autoComplete="off"
        value={written.trackingNumber}
        onChange={(event) => of.write({ trackingNumber: event.target.value })}
      />
      <TextField
        name="phone"
        label={texts.phone}
        hint={texts.phoneHint}
        error={faults?.phone ? texts.phoneMissing : undefined}
        maxLength={40}
        inputMode="tel"
        autoComplete="off"
        value={written.phone}
        onChange={(event) => of.write({ phone: event.target.value })}
      />
    </>
  )
}
