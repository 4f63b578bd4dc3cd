//! Data of a lesson from files and from formulas: what is taken, what is refused, and how that is
//! said.

use std::fs;
use std::path::Path;

use layerlab::lesson::{Dataset, Lesson, limits, shelf};
use layerlab::sklearn::datasets::{Made, make_blobs, make_circles, make_moons};
use serde_json::Value;

use crate::cases::numbers;
use crate::scratch;

/// A lesson whose data set is said like that.
fn lesson_with(data: &str) -> String {
    format!(
        "format = 1\ntitle = \"Clouds\"\nabout = \"Points\"\n\n[data.clouds]\n{data}\n\n[[step]]\n\
         id = \"clouds\"\ntitle = \"Clouds\"\nrun.dataset = \"clouds\"\n"
    )
}

/// Such a lesson beside such a file.
fn read_beside(name: &str, bytes: &[u8], data: &str) -> Result<Lesson, String> {
    let folder = scratch::empty_folder();
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
    read_in(&folder, &format!("file = \"{name}\"\n{data}"))
}

fn read_in(folder: &Path, data: &str) -> Result<Lesson, String> {
    let path = folder.join("lesson.toml");
    fs::write(&path, lesson_with(data)).unwrap();
    let lesson = shelf::open(&path).unwrap().read();
    lesson.map_err(|error| error.to_string().replace(&path.display().to_string(), "lesson.toml"))
}

#[track_caller]
fn set(name: &str, bytes: &[u8], data: &str) -> Dataset {
    match read_beside(name, bytes, data) {
        Ok(lesson) => lesson.data["clouds"].clone(),
        Err(error) => panic!("{error}"),
    }
}

/// The data set of a text, of which `x0` and `x1` are taken, and `class`.
#[track_caller]
fn text(text: &str) -> Dataset {
    set("clouds.csv", text.as_bytes(), TAKEN)
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], data: &str, words: &[&str]) {
    let Err(error) = read_beside(name, bytes, data) else { panic!("it was taken: {words:?}") };
    for word in words {
        assert!(error.contains(word), "no {word:?} in:\n{error}");
    }
}

const TAKEN: &str = "x = [\"x0\", \"x1\"]\ny = \"class\"";
const PLAIN: &str = "x0,x1,class\n1.5,2,0\n-3,4e1,1\n";

#[test]
fn columns_are_taken_by_their_names() {
    let data = text(PLAIN);
    assert_eq!((data.x.numbers(), data.x.columns()), (&[1.5, 2.0, -3.0, 40.0][..], 2));
    assert_eq!((data.y.numbers(), data.y.columns()), (&[0.0, 1.0][..], 1));
    assert_eq!(data.features, ["x0", "x1"]);
    assert_eq!([&data.x_label, &data.x2_label, &data.y_label], ["x0", "x1", "class"]);
    let labelled =
        set("clouds.csv", PLAIN.as_bytes(), &format!("{TAKEN}\nx_label = \"Left to right\""));
    assert_eq!([&labelled.x_label, &labelled.x2_label], ["Left to right", "x1"]);
}

#[test]
fn a_range_and_a_list_of_targets_take_several_columns() {
    let data = set("d.csv", b"p0,p1,p2,q\n1,2,3,4\n", "x = \"p0..p2\"\ny = [\"q\", \"p0\"]");
    assert_eq!((data.x.numbers(), data.y.numbers()), (&[1.0, 2.0, 3.0][..], &[4.0, 1.0][..]));
    assert_eq!(data.y_label, "y");
    let mixed = set("d.csv", b"p0,p1,p2,q\n1,2,3,4\n", "x = [\"q\", \"p1..p2\"]\ny = \"p0\"");
    assert_eq!(mixed.x.numbers(), [4.0, 2.0, 3.0]);
    refused("d.csv", b"a,b,c\n1,2,3\n", "x = \"b..a\"\ny = \"c\"", &["stands behind the last"]);
}

#[test]
fn text_is_taken_as_people_save_it() {
    let plain = text(PLAIN);
    for other in [
        PLAIN.replace(',', ";"),
        PLAIN.replace(',', "\t"),
        PLAIN.replace('\n', "\r\n"),
        format!("\u{feff}{PLAIN}"),
        format!("\u{feff}{}", PLAIN.replace(',', ";").replace('\n', "\r\n")),
        PLAIN.replace("x0", "\"x0\"").replace("1.5", "\" 1.5 \""),
        PLAIN.trim_end().to_owned(),
        PLAIN.replace('\n', "\n\n"),
        PLAIN.replace("x0,", "\"a, b; c\"\"d\",x0,").replace("1.5", "9,1.5").replace("-3", "9,-3"),
    ] {
        let data = text(&other);
        assert_eq!((&data.x, &data.y), (&plain.x, &plain.y), "{other:?}");
    }
}

#[test]
fn what_is_wrong_in_a_text_is_told_with_its_place() {
    for (text, words) in [
        ("x0,x1,class\n1,2,0\n1,2\n", &["clouds.csv, line 3: this row has 2 cells", "has 3"][..]),
        ("x0,x1,class\n1,2,0,7\n", &["line 2: this row has 4 cells"]),
        ("x0,x1,class\n1,2,0\n1,two,0\n", &["line 3, column 2 (`x1`): expected a number", "`two`"]),
        ("x0;x1;class\n1;2,5;0\n", &["line 2, column 2 (`x1`)", "a point in place of the comma"]),
        ("x0,x1,class\n1,,0\n", &["line 2, column 2 (`x1`): this cell is empty", "`missing`"]),
        ("x0,x1,class\n1,2,\n", &["line 2, column 3 (`class`): this cell is empty"]),
        ("x0,x1,class\n1,inf,0\n", &["line 2, column 2 (`x1`): expected a finite number"]),
        ("x0,x1,class\n1,NaN,0\n", &["line 2, column 2 (`x1`): expected a finite number"]),
        ("x0,x1,class\n1,1e39,0\n", &["line 2, column 2 (`x1`): expected a finite number"]),
        ("1,2,0\n3,4,1\n", &["line 1: here are numbers: expected the names"]),
        ("", &["this file is empty"]),
        ("\n\n", &["this file is empty"]),
        ("x0,x1,class\n", &["there is no row below the names"]),
        (
            "x0,x1,kind\n1,2,0\n",
            &["lesson.toml:8:5: data.clouds.y: the file has no column `class`"],
        ),
        ("x0,x1,clas\n1,2,0\n", &["lesson.toml:8:5", "no column `class`", "Did you mean `clas`?"]),
        ("x0,x0,x1,class\n1,2,3,0\n", &["several columns of the file are called `x0`"]),
        ("x\u{1b}[0m,x0,x1,class\n1,b\u{ff}d,2,0\n", &["line 2, column 2 (`x0`): expected a num"]),
    ] {
        refused("clouds.csv", text.as_bytes(), TAKEN, words);
    }
    refused("clouds.csv", b"x0,x1,class\n\xff,2,0\n", TAKEN, &["line 2, column 1", "UTF-8"]);
    refused("clouds.csv", b"\xff\xfex\x000\x00,\x00", TAKEN, &["UTF-8"]);
    refused("clouds.csv", b"a\x1b[0m,b\n1,2\n", "x = [0]\ny = \"b\"", &["the name of column 1"]);
    refused("clouds.txt", PLAIN.as_bytes(), TAKEN, &["ends in .csv, .csv.gz, .npy or .npz"]);
    refused(
        "c.csv",
        PLAIN.as_bytes(),
        "x = [[1.0]]\ny = \"class\"",
        &["[\"x0\", \"x1\", \"class\"]"],
    );
    refused("c.csv", PLAIN.as_bytes(), &format!("{TAKEN}\nclasses = [\"a\"]"), &["row 1, counted"]);
}

#[test]
fn a_header_of_numbers_in_their_order_is_one() {
    let data = set("d.csv", b"0,1,2\n5,6,7\n", "x = \"0..1\"\ny = 2");
    assert_eq!((data.x.numbers(), data.y.numbers()), (&[5.0, 6.0][..], &[7.0][..]));
}

#[test]
fn a_gap_is_filled_column_by_column() {
    let gaps = "x0,x1,class\n1,5,0\n,7,1\n4,,1\n1,7,0\n,8,0\n";
    let filled = |missing: &str| {
        let data = format!("{TAKEN}\nmissing = {missing}");
        set("clouds.csv", gaps.as_bytes(), &data).x.numbers().to_vec()
    };
    let with = |x0: f32, x1: f32| vec![1.0, 5.0, x0, 7.0, 4.0, x1, 1.0, 7.0, x0, 8.0];
    assert_eq!(filled("\"mean\""), with(2.0, 6.75));
    assert_eq!(filled("\"most_frequent\""), with(1.0, 7.0));
    assert_eq!(filled("-1"), with(-1.0, -1.0));
    assert_eq!(filled("0.5"), with(0.5, 0.5));
    // Of values that come equally often it is the smallest.
    let tie = set(
        "d.csv",
        b"x0,x1,class\n3,1,0\n2,1,0\n,1,0\n",
        &format!("{TAKEN}\nmissing = \"most_frequent\""),
    );
    assert_eq!(tie.x.numbers()[4], 2.0);
    let mean = format!("{TAKEN}\nmissing = \"mean\"");
    refused("d.csv", b"x0,x1,class\n1,,0\n2,,1\n", &mean, &["column 2 (`x1`)", "top to bottom"]);
    refused("d.csv", b"x0,x1,class\n1,2,\n", &mean, &["column 3 (`class`): this cell is empty"]);
    refused(
        "d.csv",
        b"x0,x1,class\n1,2,0\n",
        &format!("{TAKEN}\nmissing = \"median\""),
        &["median"],
    );
}

#[test]
fn a_column_of_words_becomes_a_column_for_each() {
    let rows = "age,slope,ill\n50,10,0\n60,,1\n70,9,1\n80,10,0\n";
    let data = "x = [\"age\", \"slope\"]\ny = \"ill\"\none_hot = [\"slope\"]";
    let set = set("d.csv", rows.as_bytes(), data);
    assert_eq!(set.features, ["age", "slope=9", "slope=10"]);
    let wanted = [50., 0., 1., 60., 0., 0., 70., 1., 0., 80., 0., 1.];
    assert_eq!(set.x.numbers(), wanted);
    let words = rows.replace("10", "flat").replace('9', "up");
    let words = self::set("d.csv", words.as_bytes(), data);
    assert_eq!(words.features, ["age", "slope=flat", "slope=up"]);
    let other = data.replace("one_hot = [\"slope\"]", "one_hot = [\"ill\"]");
    refused("d.csv", rows.as_bytes(), &other, &["data.clouds.one_hot[0]", "that `x` names"]);
}

#[test]
fn groups_are_numbered_in_the_order_of_their_names() {
    let data = format!("{TAKEN}\ngroup = \"by\"");
    let rows = "by,x0,x1,class\nbob,1,2,0\nann,1,2,0\nbob,1,2,1\n";
    assert_eq!(set("d.csv", rows.as_bytes(), &data).groups, [1, 0, 1]);
    let rows = rows.replace("bob", "9").replace("ann", "10");
    assert_eq!(set("d.csv", rows.as_bytes(), &data).groups, [0, 1, 0]);
    refused(
        "d.csv",
        b"x0,x1,class\n1,2,0\n",
        &data,
        &["data.clouds.group: the file has no column"],
    );
}

#[test]
fn inputs_are_divided_and_are_pictures() {
    let data = "x = \"p0..p3\"\ny = \"digit\"\ndivide = 16.0\nimage = { rows = 2, columns = 2 }";
    let rows = b"p0,p1,p2,p3,digit\n0,4,8,16,7\n";
    let set = set("d.csv", rows, data);
    assert_eq!((set.x.numbers(), set.y.numbers()), (&[0.0, 0.25, 0.5, 1.0][..], &[7.0][..]));
    let image = set.image.unwrap();
    assert_eq!((image.rows, image.columns), (2, 2));
    refused(
        "d.csv",
        rows,
        &data.replace("rows = 2", "rows = 3"),
        &["data.clouds.image", "4 numbers"],
    );
    refused("d.csv", rows, &data.replace("16.0", "0.0"), &["data.clouds.divide"]);
}

#[test]
fn where_data_is_from_stands_above_the_code() {
    let folder = scratch::empty_folder();
    fs::write(folder.join("clouds.csv"), PLAIN).unwrap();
    let data = format!(
        "file = \"clouds.csv\"\n{TAKEN}\nsource = \"A. Somebody and B. Other (1998): Some Clouds, \
         doi 10.1000/182, CC BY 4.0\""
    );
    let lab = layerlab::lab::Lab::new(read_in(&folder, &data).unwrap());
    let code: Vec<String> =
        lab.outcome().console.iter().flat_map(|entry| entry.code.clone()).collect();
    assert_eq!(
        code[..3],
        [
            "# A. Somebody and B. Other (1998): Some",
            "# Clouds, doi 10.1000/182, CC BY 4.0",
            "X_train = np.float32([[1.5, 2.0], [-3.0, 40.0]])"
        ]
    );
}

#[test]
fn a_file_lies_beside_its_lesson_or_below() {
    assert_eq!(set("more/clouds.csv", PLAIN.as_bytes(), TAKEN).x.len(), 2);
    let folder = scratch::empty_folder();
    fs::write(folder.join("secret.csv"), PLAIN).unwrap();
    let inside = folder.join("inside");
    fs::create_dir_all(inside.join("folder.csv")).unwrap();
    let told = |file: &str| read_in(&inside, &format!("file = '{file}'\n{TAKEN}")).unwrap_err();
    let absolute = folder.join("secret.csv").display().to_string();
    let outside = ["../secret.csv", "folder.csv/../../secret.csv", &absolute, "", "a\\b.csv"];
    for file in outside {
        assert!(told(file).contains("beside its lesson or in a folder below it"), "{file}");
    }
    assert!(told("nothing.csv").contains("nothing.csv: there is no such file"));
    assert!(told("folder.csv").contains("this is a folder, not a data file"));
    assert!(told("nothing.csv").starts_with("lesson.toml:6:8: data.clouds.file: "));
}

#[cfg(unix)]
#[test]
fn a_link_a_pipe_and_a_device_are_no_data() {
    let folder = scratch::empty_folder();
    fs::write(folder.join("secret.csv"), PLAIN).unwrap();
    let inside = folder.join("inside");
    fs::create_dir_all(&inside).unwrap();
    let link = |from: &Path, to: &str| std::os::unix::fs::symlink(from, inside.join(to)).unwrap();
    link(&folder.join("secret.csv"), "link.csv");
    link(&folder, "up");
    link(Path::new("/dev/zero"), "zero.csv");
    let status = std::process::Command::new("mkfifo").arg(inside.join("pipe.csv")).status();
    assert!(status.unwrap().success());
    let told = |file: &str| read_in(&inside, &format!("file = '{file}'\n{TAKEN}")).unwrap_err();
    for file in ["link.csv", "up/secret.csv", "zero.csv"] {
        assert!(told(file).contains("a symbolic link may lead anywhere"), "{}", told(file));
    }
    assert!(told("pipe.csv").contains("this is a pipe, not a data file"));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_packed_text_is_unpacked() {
    let packed = set("clouds.csv.gz", &gzip(PLAIN.as_bytes()), TAKEN);
    assert_eq!(packed, text(PLAIN));
    let two = [gzip(b"x0,x1,class\n1.5,2,0\n"), gzip(b"-3,4e1,1\n")].concat();
    assert_eq!(set("clouds.csv.gz", &two, TAKEN), packed);
    refused("clouds.csv.gz", PLAIN.as_bytes(), TAKEN, &["this file cannot be read"]);
    let cut = gzip(PLAIN.as_bytes());
    refused("clouds.csv.gz", &cut[..cut.len() - 12], TAKEN, &["this file cannot be read"]);
}

#[test]
fn more_than_the_limits_is_refused() {
    let mut many = b"x0,x1,class\n".to_vec();
    (0..=limits::DATA_ROWS).for_each(|_| many.extend(b"1,2,0\n"));
    let packed = gzip(&many);
    refused("clouds.csv", &many, TAKEN, &["more than 1000000 rows"]);
    refused("clouds.csv.gz", &packed, TAKEN, &["more than 1000000 rows"]);
    many.truncate(many.len() - 6);
    assert_eq!(text(std::str::from_utf8(&many).unwrap()).x.len(), limits::DATA_ROWS);
    // A bomb: 70 MB of one cell in 70 kB.
    let mut bomb = b"x0,x1,class\n1,".to_vec();
    bomb.resize(70 * 1024 * 1024, b'2');
    refused("clouds.csv.gz", &gzip(&bomb), TAKEN, &["more than 64 MB, unpacked"]);
    let blank = vec![b'\n'; 2 * 1024 * 1024];
    refused("clouds.csv.gz", &gzip(&blank), TAKEN, &["this file is empty"]);
    let wide: Vec<String> = (0..=limits::FEATURES).map(|at| format!("p{at}")).collect();
    let data = format!("x = \"p0..p{}\"\ny = \"p0\"", limits::FEATURES);
    refused("d.csv", wide.join(",").as_bytes(), &data, &["1001 columns are too many"]);
    let center = ["0"; 999].join(", ");
    let data = format!("generate = {{ name = \"blobs\", rows = 20001, centers = [[{center}]] }}");
    let error = layerlab::lesson::read("lesson.toml", &lesson_with(&data)).unwrap_err().to_string();
    assert!(error.contains("20001000 numbers are too many: the limit is 20000000"), "{error}");
}

/// An array that NumPy has saved.
fn saved(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/arrays");
    fs::read(folder.join(name)).unwrap()
}

const BY_NUMBER: &str = "x = [0, 1]\ny = 2";

#[test]
fn an_array_is_read_in_every_order() {
    let numbers = |file: &str| {
        let data = set("a.npy", &saved(file), BY_NUMBER);
        (data.x.numbers().to_vec(), data.y.numbers().to_vec())
    };
    assert_eq!(numbers("little.npy"), (vec![1.5, -2.0, 4.0, 5.0], vec![3.0, -6.25]));
    assert_eq!(numbers("big_fortran.npy"), numbers("little.npy"));
    assert_eq!(numbers("big_short.npy"), (vec![6.0, -8.0, 16.0, 20.0], vec![12.0, -25.0]));
    let two = |file: &str| set("a.npy", &saved(file), "x = 0\ny = 1");
    assert_eq!(two("bytes.npy").x.numbers(), [0.0, 255.0]);
    assert_eq!(two("bytes.npy").y.numbers(), [200.0, 1.0]);
    assert_eq!(two("yes_no.npy").x.numbers(), [1.0, 0.0]);
    assert_eq!(set("a.npy", &saved("little.npy"), "x = \"0..1\"\ny = 2").x.columns(), 2);
}

#[test]
fn what_is_wrong_with_an_array_is_told() {
    for (file, words) in [
        ("objects.npy", "this array holds Python objects: save numbers, such as x.astype"),
        ("words.npy", "this array holds text"),
        ("halves.npy", "this array holds `<f2`"),
        ("cube.npy", "this array has the shape (2, 2, 2)"),
        ("fields.npy", "this array has named fields"),
        ("empty.npy", "this array is empty"),
        ("gaps.npy", "row 0, column 1, counted from 0: this cell is empty"),
        ("endless.npy", "row 0, column 1, counted from 0: expected a finite number"),
    ] {
        refused("a.npy", &saved(file), "x = 0\ny = 1", &[words, "a.npy"]);
    }
    refused("a.npy", &saved("bytes.npy"), BY_NUMBER, &["data.clouds.y: there are columns 0 to 1"]);
    let whole = saved("little.npy");
    refused("a.npy", &whole[..whole.len() - 1], BY_NUMBER, &["ends before its last number"]);
    refused("a.npy", &whole[..50], BY_NUMBER, &["ends before its last number"]);
    refused("a.npy", b"x0,x1\n", BY_NUMBER, &["no array that NumPy has saved"]);
    let text = String::from_utf8_lossy(&whole).into_owned();
    let at =
        text.find("(2, 3)").unwrap() - text[..10].chars().filter(|c| *c == '\u{fffd}').count() * 2;
    for shape in ["(9999999, 3), }", "(999999, 999999)", "(99999999999999999999, 1)"] {
        let mut large = whole.clone();
        large.splice(at..at + shape.len(), shape.bytes());
        refused("a.npy", &large, BY_NUMBER, &["a.npy"]);
    }
    let filled = set("a.npy", &saved("gaps.npy"), "x = 1\ny = 0\nmissing = \"mean\"");
    assert_eq!(filled.x.numbers(), [4.0, 4.0]);
}

#[test]
fn arrays_are_taken_by_their_names() {
    for file in ["stored.npz", "packed.npz"] {
        let data = set("a.npz", &saved(file), "x = \"points\"\ny = \"kind\"");
        assert_eq!(data.x.numbers(), [1.5, 4.0, -2.0, 5.0, 3.0, -6.25]);
        assert_eq!(data.y.numbers(), [0.0, 1.0, 0.0]);
        assert_eq!(
            (data.features, data.y_label),
            (vec!["points[0]".to_owned(), "points[1]".to_owned()], "kind".to_owned())
        );
        let one = set("a.npz", &saved(file), "x = \"points[1]\"\ny = \"kind\"");
        assert_eq!(one.x.numbers(), [4.0, 5.0, -6.25]);
        let told = "array `note`: this array holds Python objects";
        refused("a.npz", &saved(file), "x = \"points\"\ny = \"note\"", &[told]);
        refused("a.npz", &saved(file), "x = \"point\"\ny = \"kind\"", &["Did you mean `points`?"]);
        refused("a.npz", &saved(file)[..300], "x = \"points\"\ny = \"kind\"", &["a.npz"]);
    }
    let uneven = saved("uneven.npz");
    refused("a.npz", &uneven, "x = \"points\"\ny = \"kind\"", &["`points` has 2 rows, `kind` 3"]);
    refused(
        "a.npz",
        PLAIN.as_bytes(),
        "x = \"a\"\ny = \"b\"",
        &["no file that np.savez has written"],
    );
    let mut damaged = saved("stored.npz");
    let at = damaged.windows(8).position(|bytes| bytes == 5_f64.to_le_bytes()).unwrap();
    damaged[at + 6] ^= 1;
    refused(
        "a.npz",
        &damaged,
        "x = \"points\"\ny = \"kind\"",
        &["`points`: this array is damaged"],
    );
}

#[test]
fn damaged_bytes_never_end_in_a_panic() {
    for file in ["stored.npz", "packed.npz", "little.npy"] {
        let (name, data) = if file.ends_with("npz") {
            ("a.npz", "x = \"points\"\ny = \"kind\"")
        } else {
            ("a.npy", BY_NUMBER)
        };
        let whole = saved(file);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            let _ = read_beside(name, &bytes, data);
        }
    }
}

#[test]
fn what_ships_is_found_from_the_shelf_and_from_its_folder() {
    for (data, rows, columns, sum) in [
        ("file = \"data/digits.npz\"\nx = \"pixels\"\ny = \"digit\"", 1797, 64, 561_718.0),
        ("file = \"data/blobs6.csv.gz\"\nx = [\"x0\", \"x1\"]\ny = \"class\"", 800, 2, 0.0),
        ("file = \"data/poly_40.csv\"\nx = \"x\"\ny = \"y\"", 40, 1, 980.0),
        ("file = \"data/blobs_100.csv\"\nx = \"x0..x1\"\ny = \"class\"", 100, 2, 0.0),
        (
            "file = \"data/heart.csv.gz\"\nx = [\"age\", \"st_slope\", \"st_slope_filled\"]\n\
             y = \"disease\"\none_hot = [\"st_slope\"]\ngroup = \"place\"",
            918,
            5,
            0.0,
        ),
    ] {
        let lesson = layerlab::lesson::read("lesson.toml", &lesson_with(data)).unwrap();
        let set = &lesson.data["clouds"];
        assert_eq!((set.x.len(), set.x.columns(), set.y.len()), (rows, columns, rows), "{data}");
        let total: f64 = set.x.numbers().iter().map(|x| f64::from(*x)).sum();
        assert!(sum == 0.0 || (total - sum).abs() < 0.1, "{data}: {total}");
        let folder = scratch::empty_folder();
        fs::create_dir_all(folder.join("data")).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons/data");
        for entry in fs::read_dir(shipped).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.join("data").join(path.file_name().unwrap())).unwrap();
        }
        assert_eq!(read_in(&folder, data).unwrap(), lesson);
    }
    let wrong = lesson_with("file = \"data/digit.npz\"\nx = \"pixels\"\ny = \"digit\"");
    let error = layerlab::lesson::read("lesson.toml", &wrong).unwrap_err().to_string();
    assert!(error.contains("Did you mean `data/digits.npz`?"), "{error}");
}

#[test]
fn points_are_those_of_scikit_learn() {
    let cases: Value = serde_json::from_str(include_str!("../sklearn/datasets.json")).unwrap();
    let centers = [[-5.0, 2.0], [-2.0, -2.0], [1.0, 2.0], [5.0, -2.0]].map(Vec::from);
    let uneven = [[0.0, 0.0, 1.0], [4.0, 4.0, 4.0]].map(Vec::from);
    for (name, made) in [
        ("blobs", make_blobs(100, &centers, 1.0, 30)),
        ("uneven_blobs", make_blobs(11, &uneven, 0.3, 7)),
        ("moons", make_moons(31, Some(0.2), 3)),
        ("still_moons", make_moons(8, None, 0)),
        ("circles", make_circles(25, Some(0.05), 9)),
        ("still_circles", make_circles(8, None, 1)),
    ] {
        let Made { x, y } = made;
        let rows = |value: &Value| -> Vec<f64> {
            let rows = value.as_array().unwrap();
            rows.iter()
                .flat_map(|row| row.as_array().unwrap())
                .map(|x| x.as_f64().unwrap())
                .collect()
        };
        let wanted = rows(&cases[name]["x"]);
        assert_eq!(x.len(), wanted.len(), "{name}");
        let is_near = |(x, wanted): (&f64, &f64)| (x - wanted).abs() < 1e-12;
        assert!(x.iter().zip(&wanted).all(is_near), "{name}");
        let classes: Vec<f32> = y.iter().map(|y| *y as f32).collect();
        assert_eq!(classes, numbers(&cases[name]["y"]), "{name}");
    }
}

#[test]
fn a_lesson_makes_its_data_by_a_formula() {
    let made = |data: &str| {
        let lesson = layerlab::lesson::read("lesson.toml", &lesson_with(data));
        lesson.map(|lesson| lesson.data["clouds"].clone()).map_err(|error| error.to_string())
    };
    let shipped = made("file = \"data/blobs_100.csv\"\nx = \"x0..x1\"\ny = \"class\"").unwrap();
    let centers = "centers = [[-5, 2], [-2, -2], [1, 2], [5, -2]]";
    let blobs =
        made(&format!("generate = {{ name = \"blobs\", rows = 100, seed = 30, {centers} }}"));
    let near = |one: &Dataset, other: &Dataset| {
        let pairs = one.x.numbers().iter().zip(other.x.numbers());
        one.x.len() == other.x.len() && pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-5)
    };
    let blobs = blobs.unwrap();
    assert!(near(&blobs, &shipped));
    assert_eq!(blobs.y, shipped.y);
    let shipped = made("file = \"data/poly_40.csv\"\nx = \"x\"\ny = \"y\"").unwrap();
    let line = made("generate = { name = \"polynomial\", rows = 40, seed = 5 }").unwrap();
    assert!(near(&line, &shipped));
    let ys = line.y.numbers().iter().zip(shipped.y.numbers());
    assert!(ys.into_iter().all(|(a, b)| (a - b).abs() <= 1e-6 * a.abs()), "{:?}", line.y);
    for (name, columns) in
        [("line", 1), ("sine", 1), ("moons", 2), ("circles", 2), ("spiral", 2), ("xor", 2)]
    {
        let data = format!("generate = {{ name = \"{name}\", rows = 60, noise = 0.1, seed = 3 }}");
        let set = made(&data).unwrap();
        assert_eq!((set.x.len(), set.x.columns(), set.y.columns()), (60, columns, 1), "{name}");
        assert_eq!(set, made(&data).unwrap());
        assert_ne!(set.x, made(&data.replace("seed = 3, ", "").replace("0.1", "0.2")).unwrap().y);
        let ones = set.y.numbers().iter().filter(|y| **y == 1.0).count();
        assert!(columns == 1 || (15..=45).contains(&ones), "{name}: {ones}");
    }
    for (data, words) in [
        ("generate = { name = \"moon\", rows = 9 }", "Did you mean `moons`?"),
        ("generate = { name = \"moons\", rows = 0 }", "expected at least one row"),
        ("generate = { name = \"moons\", rows = 1000001 }", "1000001 rows are too many"),
        ("generate = { name = \"moons\", rows = 9, noise = -1.0 }", "not below 0"),
        ("generate = { name = \"moons\", rows = 9, noise = 3e38 }", "do not fit float32"),
        (
            "generate = { name = \"moons\", rows = 9, centers = [[0, 0]] }",
            "only blobs have centers",
        ),
        ("generate = { name = \"blobs\", rows = 9 }", "expected where the clouds are"),
        ("generate = { name = \"blobs\", rows = 9, centers = [[0, 0], [1]] }", "as many numbers"),
        ("generate = { name = \"moons\", rows = 9 }\nx = [[1.0]]", "`generate` makes x and y"),
        ("generate = { name = \"moons\", rows = 9 }\nfile = \"data/poly_40.csv\"", "or `file`"),
        ("x = [[1.0]]\ny = [[1.0]]\nmissing = \"mean\"", "expected `file` beside it"),
        ("x = [\"a\"]\ny = [\"b\"]", "expected `file` beside them"),
        ("x = [[1.0], \"a\"]\ny = [[1.0]]", "either rows or names of columns"),
    ] {
        let error = made(data).unwrap_err();
        assert!(error.contains(words), "no {words:?} in:\n{error}");
    }
}

#[test]
fn many_large_data_sets_end_early() {
    let set = "generate = { name = \"xor\", rows = 1000000 }";
    let sets: Vec<String> = (0..90).map(|at| format!("[data.d{at}]\n{set}\n")).collect();
    let sets = sets.concat();
    let source = lesson_with(set).replace("[[step]]", &format!("{sets}[[step]]"));
    let error = layerlab::lesson::read("lesson.toml", &source).unwrap_err().to_string();
    assert!(error.contains("numbers are too many"), "{error}");
}
