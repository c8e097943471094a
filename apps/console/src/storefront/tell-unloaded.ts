import type { Language } from '@loggia/kernel'
import { defineTexts } from '@loggia/ui'

const unloadedTexts = defineTexts(
  {
    text: '页面没有完整加载，部分功能不可用。可能是网络中断，或云商店刚刚更新。',
    act: '重新加载',
  },
  {
    text: 'This page did not load completely, so parts of it do not work. You may be offline, or the marketplace has just been updated.',
    act: 'Reload',
  },
)

/** Says above the page that its script did not come. Without React, which renders nothing then. */
export function tellUnloaded(root: HTMLElement, language: Language): void {
  const texts = unloadedTexts.in(language)
  const note = document.createElement('div')
  note.className = 'note note--bad'
  note.setAttribute('role', 'alert')
  const text = document.createElement('p')
  text.className = 'grow'
  text.textContent = texts.text
  const act = document.createElement('button')
  act.className = 'btn btn--sm'
  act.type = 'button'
  act.textContent = texts.act
  act.addEventListener('click', () => location.reload())
  note.append(text, act)
  root.before(note)
}
