import { join } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { compress } from './compress.js';
import { keepLastBuild } from './last-build.js';

export interface AppBuild {
  /** Where it is served: `/`, or a path with a slash at its end. */
  readonly at: string;
  /** The oldest browsers that it runs in, as esbuild names them. */
  readonly browsers: readonly string[];
  readonly plugins?: UserConfig['plugins'];
}

const text = /\.(?:js|css|html|svg)$/;

const finish = (): Plugin => {
  let folder = '';
  return {
    name: 'daqidi-finish',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir);
    },
    writeBundle: (_, bundle) => {
      const made = Object.keys(bundle);
      for (const name of made) if (text.test(name)) compress(join(folder, name));
      keepLastBuild(folder, made.filter((name) => name.startsWith('assets/')).sort());
    },
  };
};

/** How web pages are built here: named by what they hold, compressed once, the assets of the build before kept beside them. */
export const builtApp = ({ at, browsers, plugins = [] }: AppBuild): UserConfig => ({
  base: at,
  plugins: [...plugins, finish()],
  build: {
    target: [...browsers],
    emptyOutDir: false,
    // A page takes no file into itself: the content policy lets scripts and styles come from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
});
