/** Builds @loggia/seller and packs it into the folder `into`; answers the path of the archive. */
export declare function packSeller(into: string): Promise<string>
/** Packs what was built in `folder`, as `npm pack` does, into the folder `into`; answers the path of the archive. */
export declare function packBuilt(folder: string, into: string): string
/** Puts an archive of the package `name`, `@loggia/seller` unless told, where `npm install` in `folder` would put it. */
export declare function unpackInto(folder: string, archive: string, name?: string): void
