//! The estimators, by name.

use std::fmt;

/// The estimators there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a type of that name")]
pub enum Estimator {
    StandardScaler,
    PolynomialFeatures,
    OneHotEncoder,
    LinearRegression,
    Ridge,
    DecisionTreeClassifier,
    DecisionTreeRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
}

impl Estimator {
    /// The name of its class.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StandardScaler => "StandardScaler",
            Self::PolynomialFeatures => "PolynomialFeatures",
            Self::OneHotEncoder => "OneHotEncoder",
            Self::LinearRegression => "LinearRegression",
            Self::Ridge => "Ridge",
            Self::DecisionTreeClassifier => "DecisionTreeClassifier",
            Self::DecisionTreeRegressor => "DecisionTreeRegressor",
            Self::RandomForestClassifier => "RandomForestClassifier",
            Self::RandomForestRegressor => "RandomForestRegressor",
        }
    }
}

impl fmt::Display for Estimator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
