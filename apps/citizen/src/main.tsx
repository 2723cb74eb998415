import { render } from 'preact';

const root = document.getElementById('root');
if (root !== null) render(<h1>群众诉求大起底</h1>, root);
