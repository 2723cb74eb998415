// Run by the image of MongoDB once, when its volume is empty: the services' own user, who may do nothing but read and write (and
// index) their five databases. The root user is for operators.
const { DAQIDI_MONGODB_USER: user, DAQIDI_MONGODB_PASSWORD: pwd } = process.env;
const services = ['intake', 'triage', 'assignment', 'supervision', 'scoring'];

db.getSiblingDB('admin').createUser({
  user,
  pwd,
  roles: services.map((name) => ({ role: 'readWrite', db: `daqidi_${name}` })),
});
