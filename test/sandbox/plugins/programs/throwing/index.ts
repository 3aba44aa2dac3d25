throw new Error("the program knows what is wrong");
