import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { FieldGroup, TextField } from '../../centre/parts/fields.tsx'
import { findWrongSite, putSite, toTypedSite } from './site-form.ts'
import type { Site, Sites, TypedSite } from './site-form.ts'
import { siteTexts } from './site-texts.ts'

const key = 'GET /api/operator/site'

/** Sends the list that takes the place of another one, which is refused if a third one is in force. The page has the answer at once. */
export function useSaveSites(former: Sites, onDone: () => void) {
  const queries = useQueryClient()
  const change = useChange('PUT /api/operator/sites', [key, 'GET /api/operator/history'])
  const save = (to: Sites): void =>
    change.mutate(
      { body: { ...to, former } },
      {
        onSuccess: (site) => {
          queries.setQueryData([key, {}], site)
          onDone()
        },
      },
    )
  return { change, save }
}

type Props = { readonly list: Sites; readonly site: Site | undefined; onClose(): void }

/** Adds a site to the list, or changes one. */
export function SiteDialog(props: Props) {
  const texts = siteTexts.use().siteDialog
  const form = useForm(props)
  const { wrong, typed, isChecked } = form
  const say = (isWrong: boolean, fault: string) => (isChecked && isWrong ? fault : undefined)
  const fieldOf = (name: 'code' | 'nameZh' | 'nameEn' | 'url' | 'countries') => ({
    name: name === 'nameZh' ? 'name.zh' : name === 'nameEn' ? 'name.en' : name,
    value: typed[name],
    onChange: (event: { target: { value: string } }) => form.type({ [name]: event.target.value }),
  })
  return (
    <DecisionDialog
      texts={{ ...texts, title: props.site ? texts.editTitle : texts.addTitle }}
      act={texts.act}
      change={form.change}
      onClose={props.onClose}
      onAct={form.onAct}
    >
      <TextField
        label={texts.code}
        hint={texts.codeHint}
        error={say(wrong.code, texts.codeWrong) ?? say(wrong.taken, texts.codeTaken)}
        className="mono"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        {...fieldOf('code')}
      />
      <TextField
        label={texts.nameZh}
        error={say(wrong.nameZh, texts.nameMissing)}
        lang="zh-CN"
        maxLength={40}
        {...fieldOf('nameZh')}
      />
      <TextField
        label={texts.nameEn}
        error={say(wrong.nameEn, texts.nameMissing)}
        lang="en"
        maxLength={40}
        {...fieldOf('nameEn')}
      />
      <TextField
        label={texts.url}
        hint={texts.urlHint}
        error={say(wrong.url, texts.urlWrong)}
        inputMode="url"
        maxLength={200}
        {...fieldOf('url')}
      />
      <TextField
        label={texts.countries}
        hint={texts.countriesHint}
        error={say(wrong.country !== undefined, texts.countriesWrong(wrong.country ?? ''))}
        className="mono"
        {...fieldOf('countries')}
      />
      <Choices typed={typed} isMissing={isChecked && wrong.languages} type={form.type} />
    </DecisionDialog>
  )
}

function Choices(props: {
  readonly typed: TypedSite
  readonly isMissing: boolean
  type(more: Partial<TypedSite>): void
}) {
  const texts = siteTexts.use()
  const { languages, isCurrent } = props.typed
  const toggle = (language: Site['languages'][number]) =>
    props.type({
      languages: languages.includes(language)
        ? languages.filter((one) => one !== language)
        : [...languages, language],
    })
  return (
    <>
      <FieldGroup
        className="choices"
        name="languages"
        label={texts.siteDialog.languages}
        error={props.isMissing ? texts.siteDialog.languageMissing : undefined}
      >
        {(['zh-CN', 'en-US'] as const).map((language) => (
          <label key={language} className="check">
            <input type="checkbox" checked={languages.includes(language)} onChange={() => toggle(language)} />
            <span>{texts.languages[language]}</span>
          </label>
        ))}
      </FieldGroup>
      <label className="check">
        <input
          type="checkbox"
          checked={isCurrent}
          onChange={(event) => props.type({ isCurrent: event.target.checked })}
        />
        <span>{texts.siteDialog.current}</span>
      </label>
    </>
  )
}

function useForm({ list, site, onClose }: Props) {
  const texts = siteTexts.use().siteDialog
  const toast = useToast()
  const [typed, setTyped] = useState(toTypedSite(site, list))
  const [isChecked, setChecked] = useState(false)
  const { change, save } = useSaveSites(list, () => {
    toast.success(texts.done)
    onClose()
  })
  const others = list.sites.map(({ code }) => code).filter((code) => code !== site?.code)
  const wrong = findWrongSite(typed, others)
  const onAct = () => {
    setChecked(true)
    if (Object.values(wrong).some(Boolean)) return
    save(putSite(list, typed, site?.code))
  }
  return {
    typed,
    type: (more: Partial<TypedSite>) => setTyped({ ...typed, ...more }),
    wrong,
    isChecked,
    change,
    onAct,
  }
}
