/** Words of at least four letters in common passwords: English, pinyin, and names of programs. */
const words = new Set(
  `password passwort passwd pass123 passw0rd pwd1 mima mima1 woaini wojiushiwo nihao zhongguo beijing shanghai shenzhen guangzhou
  hangzhou wangwei zhangwei liwei aini aini1314 woaiwojia woaimama huawei alibaba taobao tencent baidu weixin wechat xiaomi
  admin administrator root toor user username guest test tester testing default changeme change secret private secure security
  login logon signin letmein welcome welcome1 hello hello1 access master system server oracle mysql postgres linux ubuntu windows
  cisco docker company office internet computer network database backup service support manager market loggia
  monkey dragon football baseball basketball soccer hockey tennis golf rangers yankees lakers liverpool arsenal chelsea
  iloveyou loveyou lovely love lover 1314 5201314 1314520 sunshine princess queen prince angel baby babygirl sweet honey flower butterfly
  shadow superman batman spiderman pokemon pikachu naruto starwars matrix killer hunter ranger warrior ninja samurai
  michael michelle jordan jennifer jessica ashley amanda daniel thomas robert charlie andrew george joshua matthew anthony
  nicole hannah samantha william richard harley thunder ginger pepper cookie cheese banana orange apple cherry coffee summer
  winter spring autumn january february march april june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday freedom whatever trustno1 trustno nothing forever family friends friend mother father brother
  sister mustang ferrari porsche mercedes corvette camaro toyota honda yamaha google facebook twitter instagram youtube
  amazon netflix microsoft samsung iphone android qwerty qwert qazwsx asdf zxcv abcd abcde a1b2 aa123456 blink182 money dollar
  gold silver diamond purple yellow green blue black white pass word star moon lucky happy super power magic power1 phoenix
  tiger lion eagle wolf horse panda kitty puppy snoopy tigger maggie buster jasper bailey cowboy player gamer legend zaq1`
    .split(/\s+/)
    .filter((word) => word.length >= 4),
)
const longestWord = Math.max(...[...words].map((word) => word.length))

/** Sequences of adjacent keys, by row and by column, the digits and the alphabet; each also reversed. */
const runs = [
  '`1234567890-=',
  '~!@#$%^&*()_+',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'qwertzuiop',
  'azertyuiop',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik,',
  '9ol.',
  '0p;/',
].flatMap((run) => [run, [...run].reverse().join('')])

const alike: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const isWord = (text: string): boolean => words.has(text)

/**
 * The length of the longest word that starts at `from`, typed as letters or with digits and signs in their place; 0 if
 * none.
 */
function wordAt(typed: string, written: string, from: number): number {
  for (let length = Math.min(longestWord, typed.length - from); length >= 4; length -= 1) {
    const parts = [typed, written].map((text) => text.slice(from, from + length))
    if (parts.some(isWord)) return length
  }
  return 0
}

function runAt(typed: string, from: number): number {
  let length = 3
  const isRun = (): boolean => {
    const part = typed.slice(from, from + length)
    return part.length === length && runs.some((run) => run.includes(part))
  }
  while (isRun()) length += 1
  return length === 3 ? 0 : length - 1
}

const repeatAt = (typed: string, from: number): number =>
  /^(.)\1{2,}/u.exec(typed.slice(from))?.[0].length ?? 0
const yearAt = (typed: string, from: number): number => (/^(?:19|20)\d\d/.test(typed.slice(from)) ? 4 : 0)

/** A password with fewer characters outside words and sequences is guessed soon. */
const fewOwn = 4

/**
 * Whether a password is likely to be guessed early: it consists of common words, keyboard sequences, repetitions and
 * years, with few other characters. `typed` is in lower case.
 */
export function isCommonPassword(typed: string): boolean {
  if (/^(.{1,8}?)\1+$/u.test(typed)) return true
  const written = typed.replace(/[013457@$!]/g, (sign) => alike[sign] ?? sign)
  let own = 0
  for (let from = 0; from < typed.length;) {
    const known = Math.max(
      wordAt(typed, written, from),
      runAt(typed, from),
      repeatAt(typed, from),
      yearAt(typed, from),
    )
    if (known === 0) own += 1
    from += Math.max(known, 1)
  }
  return own < fewOwn
}
