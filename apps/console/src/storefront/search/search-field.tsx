import { Icon, formatCount } from '@loggia/ui'
import { useEffect, useRef } from 'react'
import { searchTexts } from './texts.ts'
import { Suggestions } from './suggestions.tsx'
import { useCombobox } from './use-combobox.ts'
import { useFrame } from '../frame.tsx'

/**
 * The search of the whole market: a form, so that it works before scripts are loaded. The `/` key moves the focus into
 * it. On the home page it is in the hero section, elsewhere in the header; a missing page has another one. With scripts
 * it suggests what completes the text.
 */
export function SearchField({ place }: { readonly place: 'header' | 'hero' | 'missing' }) {
  const texts = searchTexts.use()
  const { path } = useFrame()
  const input = useRef<HTMLInputElement>(null)
  const { attributes, list, count } = useCombobox()
  useEffect(() => {
    if (place === 'missing') return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [place])
  return (
    <form
      className={place === 'header' ? 'sh__search with-icon' : 'hero__search'}
      role={place === 'missing' ? undefined : 'search'}
      action="/search"
    >
      {place === 'header' && <Icon name="search" />}
      <input
        ref={input}
        className={place === 'header' ? 'input' : undefined}
        type="search"
        name="q"
        maxLength={100}
        defaultValue={askedIn(path)}
        placeholder={texts.field}
        aria-label={texts.field}
        aria-keyshortcuts={place === 'missing' ? undefined : '/'}
        autoComplete="off"
        enterKeyHint="search"
        {...attributes}
      />
      {place !== 'header' ? (
        <button type="submit" className="btn btn--primary btn--lg">
          <Icon name="search" />
          <span>{texts.submit}</span>
        </button>
      ) : (
        <kbd className="kbd" aria-hidden="true">
          /
        </kbd>
      )}
      {list && <Suggestions {...list} />}
      <span className="sr" role="status">
        {count > 0 && texts.suggestionCount(formatCount(count))}
      </span>
    </form>
  )
}

const askedIn = (path: string): string =>
  path.startsWith('/search?') ? (new URLSearchParams(path.slice(path.indexOf('?'))).get('q') ?? '') : ''

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
