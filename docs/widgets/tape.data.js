// Chapter 09, "By hand, once": f = u v with u = a b and v = u + b. Each value, and what the backward of each result adds to the
// gradients of its operands: in topological order, and with u too early. tests/widgets/tape_test.cpp compares the numbers with
// what the reference computes.
widgets.data.tape = {
  "nodes": [
    { "name": "a", "value": 2 },
    { "name": "b", "value": 3 },
    { "name": "u", "operation": "*", "parents": ["a", "b"], "value": 6 },
    { "name": "v", "operation": "+", "parents": ["u", "b"], "value": 9 },
    { "name": "f", "operation": "*", "parents": ["u", "v"], "value": 54 }
  ],
  "orders": [
    {
      "name": "v, then u",
      "steps": [
        { "node": "f", "gradient": 1, "adds": [9, 6] },
        { "node": "v", "gradient": 6, "adds": [6, 6] },
        { "node": "u", "gradient": 15, "adds": [45, 30] }
      ],
      "leaves": { "a": 45, "b": 36 }
    },
    {
      "name": "u too early",
      "steps": [
        { "node": "f", "gradient": 1, "adds": [9, 6] },
        { "node": "u", "gradient": 9, "adds": [27, 18] },
        { "node": "v", "gradient": 6, "adds": [6, 6] }
      ],
      "leaves": { "a": 27, "b": 24 }
    }
  ]
};
