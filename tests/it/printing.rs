//! What must hold for printing whatever the shape and the numbers.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::ops::Range;

use layerlab::nn::{Tensor, print, tensor};
use proptest::prelude::*;

proptest! {
    #[test]
    fn printing_never_fails(array in arrays(0..4)) {
        let all = [print::numpy_str(&array), print::numpy_repr(&array), print::tensor_str(&array)];
        prop_assert!(all.iter().all(|text| !text.is_empty()));
        print::list_repr(&[array]);
    }

    #[test]
    fn what_is_printed_can_be_read_back(array in arrays(0..4)) {
        let text = print::numpy_str(&array);
        let read: Vec<f32> = words(&text).map(|word| word.parse().unwrap()).collect();
        prop_assert_eq!(read.len(), array.len());
        let mut pairs = array.iter().zip(&read);
        prop_assert!(pairs.all(|(number, read)| is_same(*number, *read, text.contains('e'))));
    }

    #[test]
    fn no_line_of_a_table_is_longer_than_75(numbers in prop::collection::vec(any::<f32>(), 0..60)) {
        let array = tensor(&[numbers.len()], &numbers);
        prop_assert!(print::numpy_str(&array).lines().all(|line| line.len() <= 75));
        prop_assert!(print::numpy_repr(&array).lines().all(|line| line.len() <= 75));
    }

    #[test]
    fn all_numbers_of_a_column_end_in_the_same_place(numbers in prop::collection::vec(any::<f32>(), 1..9)) {
        let text = print::numpy_str(&tensor(&[numbers.len(), 1], &numbers));
        let width = text.lines().next().unwrap().trim_end_matches(']').len();
        prop_assert!(text.lines().skip(1).all(|line| line.trim_end_matches(']').len() == width));
    }

    #[test]
    fn str_and_repr_show_the_same_numbers(array in arrays(1..4)) {
        let repr = print::numpy_repr(&array);
        let inner = repr.trim_start_matches("array(").rsplit_once(']').unwrap().0;
        prop_assert!(words(inner).eq(words(&print::numpy_str(&array))));
    }
}

#[test]
fn of_a_large_array_the_middle_is_left_out() {
    let text = print::numpy_repr(&Tensor::zeros(vec![1001]));
    assert_eq!(text, "array([0., 0., 0., ..., 0., 0., 0.], shape=(1001,), dtype=float32)");
    let text = print::numpy_str(&Tensor::zeros(vec![1001, 2]));
    assert_eq!(text, "[[0. 0.]\n [0. 0.]\n [0. 0.]\n ...\n [0. 0.]\n [0. 0.]\n [0. 0.]]");
}

#[test]
fn tables_in_a_stack_have_a_line_between_them() {
    let text = print::numpy_repr(&Tensor::zeros(vec![2, 1, 1]));
    assert_eq!(text, "array([[[0.]],\n\n       [[0.]]], dtype=float32)");
}

#[test]
fn a_number_without_axes_is_just_that() {
    check_scalar(3.0, "3.0", "array(3., dtype=float32)");
    check_scalar(1e-4, "1e-04", "array(0.0001, dtype=float32)");
    check_scalar(1e7, "1e+07", "array(1.e+07, dtype=float32)");
    check_scalar(-0.0, "-0.0", "array(-0., dtype=float32)");
    check_scalar(f32::NEG_INFINITY, "-inf", "array(-inf, dtype=float32)");
}

#[test]
fn shapes_are_tuples() {
    let shapes: [&[usize]; 3] = [&[2, 1], &[1], &[]];
    assert_eq!(shapes.map(print::shape_str), ["(2, 1)", "(1,)", "()"]);
}

#[track_caller]
fn check_scalar(number: f32, text: &str, repr: &str) {
    let scalar = tensor(&[], &[number]);
    assert_eq!([print::numpy_str(&scalar), print::numpy_repr(&scalar)], [text, repr]);
    assert_eq!(print::tensor_str(&scalar), format!("tf.Tensor({text}, shape=(), dtype=float32)"));
}

/// Arrays that are printed in full; any float32, or tame ones.
fn arrays(axes: Range<usize>) -> impl Strategy<Value = Tensor> {
    let number = prop_oneof![any::<f32>(), prop::num::f32::ANY, -1000_f32..1000.0, Just(0.0)];
    prop::collection::vec(0_usize..6, axes).prop_flat_map(move |shape| {
        let len = shape.iter().product::<usize>();
        prop::collection::vec(number.clone(), len).prop_map(move |data| tensor(&shape, &data))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_between = |c: char| c.is_whitespace() || "[],".contains(c);
    text.split(is_between).filter(|word| !word.is_empty())
}

/// Without powers of ten `NumPy` shows 8 digits after the point, no more; half of the last one is
/// lost, and half a step between float32 below 0.1.
fn is_same(number: f32, read: f32, is_exact: bool) -> bool {
    let is_near = !is_exact && (number - read).abs() <= 9e-9;
    number.to_bits() == read.to_bits() || number.is_nan() && read.is_nan() || is_near
}
