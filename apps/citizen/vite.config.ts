import { builtApp } from '@daqidi/build-app';

export default builtApp({ at: '/c/', browsers: ['chrome86', 'safari13'] });
