import {
  buyerGrants,
  operatorGrants,
  sellerAreas,
  sellerLevels,
} from '@loggia/protocol/console/parties/kinds'
import type { Rights, SellerArea } from '@loggia/protocol/console'
import { Icon } from '@loggia/ui'
import { useList } from '../api.ts'
import { useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { rightTexts } from '../rights/texts.ts'
import { findLevel, useRightsText } from './rights-text.ts'
import type { Level } from './rights-text.ts'
import { roleTexts } from './role-texts.ts'
import { memberTexts } from './texts.ts'

/** What a member is given: to be the owner, or roles and single permissions. */
export type GivenRights = Rights & { roles: string[] }
type RightsProps = {
  readonly area: Area
  readonly rights: GivenRights
  readonly onChange: (rights: GivenRights) => void
}

/** Owner, or roles and single grants. Only an owner can create another one. */
export function RightsFields({ area, rights, onChange }: RightsProps) {
  const texts = memberTexts.use()
  const { main: mainNames } = rightTexts.use()
  const { session } = useFrame()
  return (
    <fieldset className="rights">
      <legend className="label">{texts.columns.rights}</legend>
      {session?.rights[area]?.main && (
        <Tick
          name={mainNames[area]}
          hint={texts.form.mainHint[area]}
          checked={rights.main}
          onChange={(main) => onChange({ ...rights, main })}
        />
      )}
      {!rights.main && (
        <>
          <RoleTicks area={area} rights={rights} onChange={onChange} />
          <GrantFields
            area={area}
            grants={rights.grants}
            onChange={(grants) => onChange({ ...rights, grants })}
          />
        </>
      )}
      <div role="status">
        {!rights.main && rights.grants.length === 0 && rights.roles.length === 0 && (
          <div className="note note--warn">
            <Icon name="alert" />
            <p>{texts.form.nothingGranted[area]}</p>
          </div>
        )}
      </div>
    </fieldset>
  )
}

/** The roles that the party has defined. */
function RoleTicks({ area, rights, onChange }: RightsProps) {
  const texts = roleTexts.use()
  const said = useRightsText(area)
  const roles = useList(`GET /api/${area}/roles`)
  const items = roles.items ?? []
  if (items.length === 0) return null
  return (
    <>
      {items.map(({ id, name, grants }) => (
        <Tick
          key={id}
          name={name}
          hint={said({ main: false, grants })}
          checked={rights.roles.includes(id)}
          onChange={(has) => {
            const others = rights.roles.filter((role) => role !== id)
            onChange({ ...rights, roles: has ? [...others, id] : others })
          }}
        />
      ))}
      <p className="label">{texts.more}</p>
    </>
  )
}

type GrantProps = {
  readonly area: Area
  readonly grants: string[]
  readonly onChange: (grants: string[]) => void
}

/** The permissions that exist, to choose from. */
export function GrantFields({ area, ...props }: GrantProps) {
  if (area === 'seller') return <AreaLevels {...props} />
  return <Grants names={area === 'buyer' ? buyerGrants : operatorGrants} {...props} />
}

function Tick(props: {
  readonly name: string
  readonly hint: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        {props.name} <span className="t12 faint">{props.hint}</span>
      </span>
    </label>
  )
}

type GrantName = (typeof buyerGrants)[number] | (typeof operatorGrants)[number]

function Grants(props: Omit<GrantProps, 'area'> & { readonly names: readonly GrantName[] }) {
  const texts = memberTexts.use()
  const { names, grants, onChange } = props
  return names.map((name) => (
    <Tick
      key={name}
      name={texts.grants[name]}
      hint={texts.grantHints[name]}
      checked={grants.includes(name)}
      onChange={(has) => {
        const others = grants.filter((grant) => grant !== name)
        onChange(has ? [...others, name] : others)
      }}
    />
  ))
}

function AreaLevels({ grants, onChange }: Omit<GrantProps, 'area'>) {
  const texts = memberTexts.use()
  const set = (name: SellerArea, level: Level) => {
    const others = grants.filter((grant) => !grant.startsWith(`${name}:`))
    onChange(level === 'none' ? others : [...others, `${name}:${level}`])
  }
  return sellerAreas.map((name) => (
    <div className="rights__row" key={name} role="group" aria-label={texts.form.levelOf(texts.areas[name])}>
      <span>{texts.areas[name]}</span>
      {(['none', ...sellerLevels[name]] satisfies Level[]).map((level: Level) => (
        <label key={level} className="rights__level">
          <input
            type="radio"
            name={`right-${name}`}
            checked={findLevel(grants, name) === level}
            onChange={() => set(name, level)}
          />
          {texts.form.level[level]}
        </label>
      ))}
    </div>
  ))
}
