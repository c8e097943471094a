// Words of the language, not of products.

const split = (words: string): string[] => words.trim().split(/\s+/)

/** Words of questions and sentences that say nothing about what is looked for. */
export const stopWords: ReadonlySet<string> = new Set([
  ...split(`
    a an the this that these those some any i me my we us our you your he she it its they them their
    is are was were be been am do does did doing done have has had can could will would shall should may might must
    and or but if so than then of to in on at by for from with without about into as not no
    how what which who whom whose where when why there here please
    want need needs looking look find get give recommend suggest help best good better top cheap cheapest great nice`),
  ...split(`
    的 了 和 与 或 及 吗 呢 吧 啊 呀 么 在 是 有 被 把 给 让 对 从 向 用 以 我 你 您 他 她 它 我们 你们 他们 这 那 这个 那个 哪 哪个 哪些
    哪里 哪家 什么 怎么 怎样 怎么样 怎么办 如何 为什么 请问 谁 几 多少 有没有 是不是 能不能 可不可以 可以 能 能够 会不会 想 想要 要 需要 求
    推荐 一下 一款 一个 一种 一些 好用 好用的 好的 最好 最好的 便宜 便宜的 比较 靠谱 不错 哪个好 办 有`),
])

/** Words that nearly every product could have in its name; they decide only between what else is equal. */
export const genericWords: ReadonlySet<string> = new Set([
  ...split(`software system systems platform tool tools solution solutions app apps application applications service
    services product products management manager suite online cloud`),
  ...split(`系统 软件 平台 工具 方案 解决方案 应用 程序 服务 产品 管理 在线`),
])
