export declare const recorded: Readonly<Record<string, number>>
