/** Says how Chinese is read: a syllable in pinyin without tones for each character. */
export type Sounds = (text: string) => readonly string[]

let loading: Promise<Sounds> | undefined

/** Loads the dictionary when it is first needed: it takes a tenth of a second and 30 MB, which a start does not need. */
export function loadSounds(): Promise<Sounds> {
  loading ??= import('pinyin-pro').then(
    ({ pinyin }) =>
      (text) =>
        pinyin(text, { toneType: 'none', type: 'array', v: true }),
  )
  return loading
}
