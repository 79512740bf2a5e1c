namespace Tripline.Tests;
