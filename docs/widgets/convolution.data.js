// The calculations of im2col.svg and of the lower half of convolution.svg. tests/docs/widgets_test.cpp compares them with
// what the reference computes.
widgets.data.convolution = {
  "examples": [
    {
      "name": "no padding, as above",
      "x": [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]],
      "filter": [[1, 0], [0, 10]],
      "padding": 0,
      "patches": [[1, 2, 5, 6], [2, 3, 6, 7], [3, 4, 7, 8], [5, 6, 9, 10], [6, 7, 10, 11], [7, 8, 11, 12]],
      "y": [[61, 72, 83], [105, 116, 127]]
    },
    {
      "name": "padding 1, filter of ones",
      "x": [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
      "filter": [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
      "padding": 1,
      "patches": [
        [0, 0, 0, 0, 1, 2, 0, 4, 5], [0, 0, 0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 2, 3, 0, 5, 6, 0],
        [0, 1, 2, 0, 4, 5, 0, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8, 9], [2, 3, 0, 5, 6, 0, 8, 9, 0],
        [0, 4, 5, 0, 7, 8, 0, 0, 0], [4, 5, 6, 7, 8, 9, 0, 0, 0], [5, 6, 0, 8, 9, 0, 0, 0, 0]
      ],
      "y": [[12, 21, 16], [27, 45, 33], [24, 39, 28]]
    }
  ]
};
