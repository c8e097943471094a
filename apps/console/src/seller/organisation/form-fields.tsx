import { Button } from '@loggia/ui'
import { useId } from 'react'
import { TextArea, TextField } from '../../centre/parts/fields.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import { mediaTexts } from '../products/wizard/media-texts.ts'
import { UploadButton, UploadRefusal, useUpload } from '../products/upload.tsx'
import type { TextName, Typed, WrongName } from './typed.ts'

type Props = {
  readonly typed: Typed
  readonly wrong: Partial<Record<TextName, WrongName>>
  readonly isNumberFixed: boolean
  readonly set: (to: Partial<Typed>) => void
}

/** The fields of a seller's data, grouped by who can see them. */
export function FormFields({ isNumberFixed, ...props }: Props) {
  const texts = organisationTexts.use()
  const { facts, seller } = texts
  const field = useField(props)
  return (
    <>
      <Card id={useId()} title={seller.shown}>
        <div className="stack stack--wide">
          <Logo {...props} />
          <div className="form2">
            <TextArea
              rows={6}
              maxLength={2000}
              lang="zh"
              {...field('descriptionZh', facts.descriptionZh, seller.descriptionHint)}
            />
            <TextArea
              rows={6}
              maxLength={2000}
              lang="en"
              {...field('descriptionEn', facts.descriptionEn, seller.descriptionHint)}
            />
            <TextField maxLength={300} {...field('address', facts.address, seller.addressHint)} />
            <TextField
              type="url"
              inputMode="url"
              maxLength={300}
              {...field('site', facts.site, seller.siteHint)}
            />
          </div>
        </div>
      </Card>
      <Card
        id={useId()}
        title={seller.supportTitle}
        beside={<span className="t13 faint">{seller.supportNote}</span>}
      >
        <div className="form2">
          <TextField maxLength={200} lang="zh" {...field('hoursZh', seller.zh(facts.hours))} />
          <TextField maxLength={200} lang="en" {...field('hoursEn', seller.en(facts.hours))} />
          <TextArea rows={2} maxLength={500} lang="zh" {...field('supportZh', seller.zh(facts.support))} />
          <TextArea rows={2} maxLength={500} lang="en" {...field('supportEn', seller.en(facts.support))} />
          <TextField maxLength={60} {...field('hotline', facts.hotline)} />
          <TextField type="email" maxLength={254} {...field('supportEmail', facts.supportEmail)} />
        </div>
      </Card>
      <Card
        id={useId()}
        title={seller.contact}
        beside={<span className="t13 faint">{seller.contactNote}</span>}
      >
        <div className="form2">
          <TextField maxLength={100} {...field('contactName', facts.contactName)} />
          <TextField type="email" maxLength={254} {...field('contactEmail', facts.contactEmail)} />
          <TextField type="tel" maxLength={25} {...field('contactPhone', facts.contactPhone)} />
          <TextField
            className="mono"
            maxLength={40}
            disabled={isNumberFixed}
            {...field(
              'registrationNumber',
              facts.registrationNumber,
              isNumberFixed ? seller.numberFixed : seller.numberHint,
            )}
          />
        </div>
      </Card>
    </>
  )
}

/** The members of the request of fields with other names. */
const membersOf: Partial<Record<TextName, string>> = {
  contactName: 'contact.name',
  contactEmail: 'contact.email',
  contactPhone: 'contact.phone',
  descriptionZh: 'description.zh',
  descriptionEn: 'description.en',
  hoursZh: 'support.hours.zh',
  hoursEn: 'support.hours.en',
  supportZh: 'support.content.zh',
  supportEn: 'support.content.en',
  hotline: 'support.hotline',
  supportEmail: 'support.email',
}

function useField({ typed, wrong, set }: Omit<Props, 'isNumberFixed'>) {
  const texts = organisationTexts.use().wrong
  return (name: TextName, label: string, hint?: string) => {
    const why = wrong[name]
    return {
      name: membersOf[name] ?? name,
      label,
      hint,
      error: why && texts[why],
      autoComplete: 'off',
      value: typed[name],
      onChange: (event: { readonly target: { readonly value: string } }) =>
        set({ [name]: event.target.value }),
    }
  }
}

function Logo({ typed, set }: Omit<Props, 'isNumberFixed'>) {
  const texts = organisationTexts.use()
  const { remove } = mediaTexts.use()
  const upload = useUpload('logo', (logo) => set({ logo }))
  return (
    <div className="field" role="group" aria-label={texts.facts.logo}>
      <span className="label">{texts.facts.logo}</span>
      <div className="row row--wrap">
        {typed.logo !== undefined && (
          <span className="logo">
            <img src={typed.logo} alt={texts.facts.logo} width="40" height="40" />
          </span>
        )}
        <UploadButton upload={upload} of={texts.facts.logo} hasOne={typed.logo !== undefined} />
        {typed.logo !== undefined && <Button onClick={() => set({ logo: undefined })}>{remove}</Button>}
      </div>
      <p className="hint">{texts.seller.logoHint}</p>
      <UploadRefusal upload={upload} />
    </div>
  )
}
