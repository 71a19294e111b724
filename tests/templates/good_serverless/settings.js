module.exports = { all: { table: 'orders' } };
