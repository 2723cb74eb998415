import { builtApp } from '@daqidi/build-app';
import react from '@vitejs/plugin-react';

export default builtApp({ at: '/', browsers: ['chrome109', 'safari16'], plugins: [react()] });
